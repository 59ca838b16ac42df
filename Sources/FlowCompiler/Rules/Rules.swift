import Diagnostics

/// Every rule for flows that compile, in the order in which authors read a flow.
///
/// What keeps a flow from compiling is said where it is read; these look at the whole. One file each.
enum Rules {
    static let all: [Rule] = [
        .misplacedLimit, .emptyRange, .wrongChoice, .repeatedChoice, .fixedFlag, .unanchoredPattern, .needlessOptional,
        .confusableNames, .unusedFlag, .unusedInput, .unusedVendor, .needlessOrphans, .needlessAdvisory,
        .insecureAddress,
        .capBelowInitial, .needlessCap, .retryOfOne, .retryOfNothing, .needlessRetryExcept, .callsNeverReached,
        .needlessOnLost,
        .sameCheckTwice, .vendorTwice, .samePhotoTwice, .needlessRequire, .requireNeverGiven, .needlessSession,
        .finishAfterLink, .pastExpiry, .unboundedWait, .attemptsOfOne, .reasonNeverGiven, .exceptNotAsked,
        .impossibleCause, .waitForNothing, .stepNeverReached, .stepNeverRuns, .needlessWhen,
        .verdictPassesAll, .needlessArm, .needlessOverrule, .verdictWithoutResult, .constantAgain, .againWithoutResult,
        .noSuchValue, .beyondRange, .neverHolds, .alwaysHolds, .shadowed, .comparesWithSwitch, .comparesWithItself,
        .neverEqual,
        .repeatedCondition, .doubleNegation, .exactScore, .notADate, .notACountry, .unknownReasonRead,
        .needlessLast, .verifiesWithoutCheck, .verifiesDespiteFailure, .verifiesUnlessPassed, .unreadCheck,
        .reasonIsNoName, .textOnlyTemplate,
        .unfilledText,
        .idleInvariant, .impossibleInvariant,
        .personalMetadata, .personalResultInMetadata, .metadataTooLate, .emptyProfile, .needlessOverride,
        .eventNeverSent, .misreadElsewhere,
    ]

    static func check(_ context: RuleContext, findings: inout Findings) {
        for rule in all { rule.check(context, findings: &findings) }
    }
}
