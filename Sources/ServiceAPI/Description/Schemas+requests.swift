import FlowMachine
import Vocabulary

/// What callers send.
extension Schemas {
    static let requests: [String: JSON] = [
        "RunRequest": closed(
            object(
                "A run to be started.", required: ["flow"],
                [
                    "flow": text("The flow's name.", limit: 200, example: "retail-onboarding"),
                    "version": number("The flow's version; the newest without it.", least: 1),
                    "profile": text(
                        "A profile of the flow. Where the flow chooses it by the applicant, no other is taken.",
                        limit: 200),
                    "applicant": anything.with([
                        "description": """
                        The applicant's fields as the flow declares them. Photos are data URIs \
                        (`data:image/jpeg;base64,…`), or parts of `multipart/form-data` named `applicant.FIELD`.
                        """
                    ]),
                    "flags": anything.with([
                        "description": "Values of the flow's flags, of those that it lists under `overridable`."
                    ]),
                    "metadata": anything.with(["description": "What goes with the run to vendors."]),
                    "steps": anything.with([
                        "description": """
                        Overrides by step, as a profile of the flow has them and as far as it opens them under \
                        `overridable`. Only what is named changes; `${` is text. What is not open is refused with a \
                        pointer to it.
                        """
                    ]),
                ])),
        "Cancellation": closed(object("Nothing has to be said.", [:])),
        "Decision": closed(
            object(
                "How a person ends a review, or answers the question of a step.", required: ["answer", "by"],
                [
                    "step": text("The step that asks; without it, the review of the run is ended.", limit: 200),
                    "answer": text(
                        "`verify` or `reject`, or one of the step's answers.", limit: 200, example: "verify"),
                    "by": text("Who decides: a pseudonym, not a name.", limit: 200, example: "reviewer-7"),
                    "reason": text("Why, in a word.", limit: 200, example: "document_confirmed"),
                ])),
        "Resolution": closed(
            object(
                "What is to become of a call in doubt.", required: ["by", "verb"],
                [
                    "verb": choice("What is done.", IncidentVerb.allCases.map(\.rawValue)),
                    "by": text("Who acts: a pseudonym, not a name.", limit: 200, example: "operator-2"),
                ])),
        "Metadata": anything.with(["description": "Members to be set; those not named stay."]),
        "StepInput": anything.with([
            "description": """
            The fields that the step asks for, by name. Photos are data URIs, or parts of `multipart/form-data`.
            """
        ]),
    ]
}
