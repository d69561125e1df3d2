// swift-tools-version: 6.1
import PackageDescription

/// Set by the scripts where the system has no static libraries to link with.
let isDynamic = Context.environment["RUNG_DYNAMIC"] != nil

/// Rooms of the house, lowest first. Dependencies point one way; `Sources/ARCHITECTURE.md` describes each room.
let package = Package(
  name: "rung",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "rung", targets: ["rung"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(name: "RungText"),
    .target(name: "RungSyntax", dependencies: ["RungText"]),
    .target(name: "RungModel", dependencies: ["RungText", "RungSyntax"]),
    .target(name: "RungAnalysis", dependencies: ["RungText", "RungSyntax", "RungModel"]),
    .target(name: "RungMatch", dependencies: ["RungText", "RungSyntax", "RungModel", "RungAnalysis"]),
    .target(name: "RungSimulate", dependencies: ["RungText", "RungSyntax", "RungModel", "RungAnalysis"]),
    .target(
      name: "CDigest",
      linkerSettings: [.linkedLibrary("md", .when(platforms: [.linux]))]),
    .target(name: "RungSnapshot", dependencies: ["RungText", "CDigest"]),
    .target(name: "RungReport", dependencies: ["RungText"]),
    .target(
      name: "RungSession",
      dependencies: [
        "RungText", "RungSyntax", "RungModel", "RungAnalysis", "RungMatch", "RungSimulate", "RungSnapshot",
        "RungReport",
      ]),
    .systemLibrary(
      name: "CLibedit", pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    .target(name: "CEditline", dependencies: ["CLibedit"]),
    .target(name: "LineEditor", dependencies: ["CEditline"]),
    .target(
      name: "RungPrompt",
      dependencies: [
        "RungText", "RungSyntax", "RungModel", "RungAnalysis", "RungReport", "RungSnapshot", "RungSession",
        "LineEditor",
      ]),
    .executableTarget(
      name: "rung",
      dependencies: [
        "RungText", "RungModel", "RungReport", "RungSnapshot", "RungSession", "RungPrompt",
        "LineEditor",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // One file without shared libraries starts in half the time.
      linkerSettings: [
        .unsafeFlags(
          [
            isDynamic ? "-static-stdlib" : "-static-executable", "-l_FoundationCShims",
            "-l_FoundationCollections",
            "-lswiftSynchronization", "-lmd", "-lbsd", "-ltinfo",
          ], .when(platforms: [.linux], configuration: .release))
      ]),
    .executableTarget(
      name: "rung-bench",
      dependencies: [
        "RungText", "RungSyntax", "RungModel", "RungAnalysis", "RungMatch", "RungSimulate", "RungSnapshot",
        "RungSession", "RungPrompt", "LineEditor",
      ],
      path: "Tests/Benchmarks/rung-bench"),
    .executableTarget(
      name: "rung-fuzz", dependencies: ["RungText", "RungSyntax", "RungModel", "RungAnalysis"],
      path: "Tests/Fuzz/rung-fuzz"),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "RungTextTests", dependencies: ["TestSupport", "RungText"]),
    .testTarget(name: "RungSyntaxTests", dependencies: ["TestSupport", "RungText", "RungSyntax"]),
    .testTarget(
      name: "RungModelTests", dependencies: ["TestSupport", "RungText", "RungSyntax", "RungModel"]),
    .testTarget(
      name: "RungAnalysisTests",
      dependencies: ["TestSupport", "RungText", "RungSyntax", "RungModel", "RungAnalysis"]),
    .testTarget(
      name: "RungMatchTests",
      dependencies: ["RungText", "RungSyntax", "RungModel", "RungAnalysis", "RungMatch"]),
    .testTarget(
      name: "RungSimulateTests",
      dependencies: ["RungText", "RungSyntax", "RungModel", "RungAnalysis", "RungSimulate"]),
    .testTarget(name: "RungSnapshotTests", dependencies: ["RungText", "RungSnapshot"]),
    .testTarget(name: "RungReportTests", dependencies: ["TestSupport", "RungText", "RungReport"]),
    .testTarget(
      name: "RungSessionTests",
      dependencies: [
        "RungText", "RungSyntax", "RungModel", "RungAnalysis", "RungMatch", "RungSnapshot", "RungReport",
        "RungSession",
      ]),
    .testTarget(name: "LineEditorTests", dependencies: ["LineEditor"]),
    .testTarget(
      name: "RungPromptTests",
      dependencies: [
        "RungText", "RungSyntax", "RungModel", "RungReport", "RungSession", "LineEditor", "RungPrompt",
      ]),
    .testTarget(name: "GrammarTests", dependencies: ["TestSupport", "RungText", "RungSyntax"]),
    .testTarget(
      name: "PropertyTests",
      dependencies: [
        "TestSupport",
        "RungText", "RungSyntax", "RungModel", "RungAnalysis", "RungSnapshot", "RungReport", "RungSession",
        "LineEditor", "RungPrompt",
      ]),
    .testTarget(name: "TidyTests"),
  ],
  swiftLanguageModes: [.v6]
)
