import Foundation

extension CELRunner {
    /// The cases of a file, run.
    static func results(in file: URL) throws -> [Report.Test] {
        try cases(in: file).map { Report.Test(id: $0.id, subject: $0.expr, outcome: run($0)) }
    }
}
