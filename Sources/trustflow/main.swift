import Commands
import Glibc

exit(await TrustFlow.run(Array(CommandLine.arguments.dropFirst())))
