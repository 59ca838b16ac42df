import EngineStore

/// A sealed photo. It has a name of its own because the connectors' open one is called `Media` as well.
typealias StoredMedia = Media
