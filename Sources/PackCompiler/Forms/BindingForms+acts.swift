import Vocabulary
import YAMLDecoding

extension BindingForms {
    static let acts = [act, monitor, monitorRead]

    static let act = Form(
        "binding_act", "Something that is done at the vendor for its effect.",
        [
            .need("within", .choice(["verification", "nothing"]), "Whether it is about the run's verification."),
            .need("operation", .text, "The operation that does it."),
            .key(
                "input", .map(.either([.text, .form("kind_field")])), "What it is given, for an act of the pack's own."),
            .key("result", .map(.either([.text, .form("kind_field")])), "What is known afterwards, for one such."),
            .key("knows", .list(.text), "Inputs that a flow may give and the vendor has of itself."),
            .key("undo", .text, "The operation that takes it back; it reads what the act answered as `made`."),
        ])

    static let monitor = Form(
        "binding_monitor", "How a vendor goes on looking after a check.",
        [
            .need("start", .text, "The operation that begins it, with the check's input; it gives `id`."),
            .need("stop", .text, "The operation that ends it."),
            .key("read", .form("binding_monitor_read"), "How it is read what came up."),
        ])

    static let monitorRead = Form(
        "binding_monitor_read", "How a monitor is read.",
        [
            .need("operation", .text, "The operation that reads it; it gives `hit`."),
            .need("each", .duration, "How often."),
        ])
}
