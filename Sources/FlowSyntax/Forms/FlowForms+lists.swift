import FlowIR
import YAMLDecoding

/// Steps that hold others, and steps that wait for somebody.
extension FlowForms {
    static let lists = [block, repetition, repetitionLayer, choose, branch, otherwise, parallel, members, join]
    static let flows = [flowStep]

    static let flowStep = Form(
        "flow_step", "Another flow: a run of its own, or one for each element of a list.",
        head + [
            .need("flow", .pattern("^[A-Za-z][A-Za-z0-9_-]*@[0-9]+$"), "The flow and its version: `person@3`."),
            .key("applicant", .map(.template), "Its applicant, by field."),
            .key("flags", .map(.template), "Its flags, by name."),
            .key("profile", .text, "Its profile."),
            .key("within", .duration, "How long it may take; then it is `late`, and the other run goes on."),
            .key("detach", .truth, "Started, and not waited for."),
            .key("each", .identifier, "The name of an element: one run for each element of `in`."),
            .key("in", .expression, "The list."),
            .key("min", .whole(0...1000), "The least number of elements."),
            .key("max", .whole(1...1000), "The greatest number of elements."),
            .key(
                "on_size", .choice(Each.Misfit.allCases.map(\.rawValue)),
                "What follows for a shorter or longer list; it is never cut."),
            .key("concurrency", .whole(1...100), "How many runs are under way at a time."),
        ], kind: "flow")
    static let eachKeys = ["each", "in", "min", "max", "on_size", "concurrency"]

    static let people = [collect, review, question]

    static let block = Form(
        "block", "Steps under one name, repeated if wanted.",
        head + [
            .need("steps", stepList, "The steps, in order."),
            .key("attempts", .form("repetition"), "Repeats the block."), deadline,
        ], kind: "steps")

    private static let deadline = Form.Key.key(
        "deadline", .duration, "For everything in it together; a check that has no answer by then is `late`.")

    static let repetition = Form(
        "repetition", "How a block is repeated.",
        [
            .need("max", .whole(2...20), "How often at most, the first included."),
            .need("again_if", .expression, "Once more where this holds at its end."),
            .key("pause", .duration, "The pause before it is repeated."),
        ])

    static let repetitionLayer = Form(
        "repetition_layer", "What changes of how a block is repeated.",
        repetition.keys.map { .key($0.name, $0.shape, $0.about) })

    static let choose = Form(
        "choose", "One of several ways.",
        head + [
            .need(
                "choose", .list(.either([.form("branch"), .form("otherwise")])),
                "The first branch whose condition holds; the last is `otherwise`."), deadline,
        ])

    static let branch = Form(
        "branch", "A way.",
        [
            .need("when", .expression, "Taken where this holds."),
            .need("steps", stepList, "What is done then; may be empty."),
        ])

    static let otherwise = Form(
        "otherwise", "The way that is taken else.", [.need("otherwise", stepList, "What is done then; may be empty.")])

    static let parallel = Form(
        "parallel", "Steps side by side.",
        head + [.need("parallel", .form("members"), "The steps and their join."), deadline])

    static let members = Form(
        "members", "Steps side by side, and when that is enough.",
        [
            .key(
                "join", .either([.choice(["all", "any", "first"]), .whole(1...100), .form("join")]),
                "When to go on: `all` (the default), `any` that passed, the `first` that ran, or how many have to pass."
            ),
            .key(
                "on_unmet", .choice(ParallelStep.Unmet.allCases.map(\.rawValue)),
                "What follows when too few pass."),
            .need("steps", stepList, "The steps, each for itself."),
        ])

    static let join = Form(
        "join", "How many have to pass.",
        [
            .need("passed", .whole(1...100), "How many have to pass."),
            .key("failed_at_most", .whole(0...100), "How many may fail."),
        ])

    static let collect = Form(
        "collect", "Waits for fields of the applicant.",
        head + [
            .need("collect", .some(.text), "The fields; asked for only where still missing."),
            .key("from", .choice(CollectStep.Source.allCases.map(\.rawValue)), "Who gives them."),
            .key("within", .duration, "How long it may take."),
            .key("remind", .some(.duration), "When to remind, counted from the asking."),
            .key(
                "on_timeout", .choice(CollectStep.Timeout.allCases.map(\.rawValue)), "What follows when nobody comes."),
        ])

    static let review = Form(
        "review", "Asks people.",
        [
            .need("id", .identifier, "Its name in expressions: `reviews.id`."),
            .key("title", .text, "A line for people."),
            .key("when", .expression, "Done only where this holds."),
            .need("review", .form("question"), "What is asked, and of whom."),
        ])

    static let question = Form(
        "question", "What is asked, and of whom.",
        [
            .need("queue", .text, "Where the question waits."),
            .key("group", .text, "Who may answer."),
            .key("question", .text, "The question."),
            .key("shows", .some(.text), "The steps whose evidence is shown; the answer is bound to it."),
            .key("answers", .some(.text), "The answers to choose from; without it, `verify` and `reject`."),
            .key("eyes", .whole(1...9), "How many different people have to agree."),
            .key(
                "on_split", .choice(ReviewStep.Split.allCases.map(\.rawValue)),
                "What follows when they do not agree."),
            .key("within", .duration, "How long an answer may take."),
            .key("remind", .some(.duration), "When to remind, counted from the asking."),
            .key(
                "on_timeout", .choice(ReviewStep.Timeout.allCases.map(\.rawValue)),
                "What follows when nobody answers."),
            .key("escalate_to", .text, "The group that a question is passed on to."),
        ])
}
