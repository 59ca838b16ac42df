import FlowEngine

/// Calls of vendors that belong to no flow.
extension Schemas {
    static let vendors: [String: JSON] = [
        "Erasure": whole(
            "What vendors answered; here all is gone.",
            [
                "vendors": list(
                    "One for each thing that a vendor was asked to erase.",
                    of: object(
                        "", required: ["vendor", "operation", "outcome"],
                        [
                            "vendor": word, "operation": word, "detail": text("Codes, never text of the answer."),
                            "outcome": choice(
                                "`later`: asked again by itself; `refused`: a person has to see to it.",
                                VendorErasure.Outcome.allCases.map(\.rawValue)),
                            "next_at": moment,
                        ]))
            ]),
        "Artifacts": whole(
            "What vendors may have of a run; whether they have it, asking shows.",
            [
                "artifacts": list(
                    "",
                    of: whole(
                        "",
                        [
                            "check": text("The step."), "name": word, "vendor": word,
                            "type": choice("", ["image", "video", "file", "archive"]),
                        ]))
            ]),
        "ArtifactFiles": whole(
            "The files of an archive.",
            [
                "files": list(
                    "",
                    of: whole("", ["name": word, "content_type": word, "size": ["type": "integer", "minimum": 0]]))
            ]),
        "VendorOperations": whole(
            "The calls of a vendor.",
            [
                "operations": list(
                    "By name.",
                    of: whole(
                        "",
                        [
                            "name": text("As it stands in the path: `list-groups`."),
                            "parameters": list("", of: whole("", ["name": word, "required": ["type": "boolean"]])),
                        ]))
            ]),
        "VendorArguments": ["type": "object", "description": "What the call takes, by name."],
        "VendorAnswer": object(
            "What the vendor answered; empty where it answered nothing.",
            [
                "answer": ["description": "The answer's JSON, as the vendor's contract has it."],
                "file": text("A file that was answered, in base64."),
                "content_type": text("What the file is, by its first bytes."),
            ]),
    ]
}
