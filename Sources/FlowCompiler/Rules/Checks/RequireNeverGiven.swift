import Diagnostics
import FlowSyntax
import Vendors
import Vocabulary

extension Rule {
    /// `require` of what a vendor never gives: no answer would ever do.
    static let requireNeverGiven = Rule("require-never-given") { context in
        context.tree.steps.flatMap { step -> [Problem] in
            step.require.flatMap { path -> [Problem] in
                let name = path.value.split(separator: ".").first.map(String.init) ?? ""
                return context.offers(step).filter { !$0.offer.gives.contains { $0.name == name } }.map { by, _ in
                    Problem(
                        "\(by.vendor.value) never gives `\(name)`, so none of its answers will do", at: path.place,
                        help: "leave it out of `require`, or ask another vendor",
                        related: [.init("the vendor", at: by.vendor.place)])
                }
            }
        }
    }
}
