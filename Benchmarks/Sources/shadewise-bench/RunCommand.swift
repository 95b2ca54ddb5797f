import ArgumentParser

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run benchmarks and print minimum and median.",
        discussion: """
            shadewise-bench                         # everything
            shadewise-bench kernel/ network/mesh    # what begins with one of these
            shadewise-bench growth/ --format json   # one object a line
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("Run only benchmarks whose name begins like this.", valueName: "prefix"))
    var filters: [String] = []

    @Option(help: ArgumentHelp("How long each is repeated, at least.", valueName: "seconds"))
    var time = 0.5

    @Option(help: "text for people, json for programs (one object a line).")
    var format: Format = .text

    @Option(help: "wall, or cpu: what the processors worked, all threads together, which other programs disturb less.")
    var clock: Stopwatch.Clock = .wall

    @Flag(help: "Print the names and run nothing.")
    var list = false

    func validate() throws {
        if !(time > 0 && time <= 3600) { throw ValidationError("--time must be above 0 and at most 3600") }
    }

    func run() throws {
        let all =
            KernelSuite.benchmarks + NetworkSuite.benchmarks + PhotoSuite.benchmarks + GrowthSuite.benchmarks
            + TryOnSuite.benchmarks + ConsultationSuite.benchmarks
        let chosen = all.filter { benchmark in filters.isEmpty || filters.contains { benchmark.name.hasPrefix($0) } }
        if chosen.isEmpty { throw ValidationError("no benchmark begins with \(filters.joined(separator: " or "))") }
        if list { return chosen.forEach { print($0.name) } }
        HeldMemory.keep()
        if format == .text { print(BenchmarkResult.heading) }
        for benchmark in chosen {
            let result = try benchmark.measured(seconds: time, clock: clock)
            print(format == .json ? try result.jsonLine : result.textLine)
            Output.flush()
        }
    }
}

extension Stopwatch.Clock: ExpressibleByArgument {}
