import ColorKernels
import ColorScience
import Foundation
import ShadeCatalog
import TestSupport
import Testing

@testable import Consultation

struct AdvisorTests {
    static let offer = Result {
        try Offer(
            catalog: try ShadeCatalog.read(
                path: SharedData.root.appending(path: "Catalog/sample.csv").path(percentEncoded: false)),
            category: .foundation)
    }

    private static func belief(_ offer: Offer, _ evidence: [Evidence] = []) -> CustomerBelief {
        let photo = SkinEvidence(
            mean: Lab(52, 13, 20), covariance: Covariance3(standardDeviations: 3, 1.5, 2), degrees: 6,
            knowsPopulation: true)
        return CustomerBelief(
            evidence: [Evidence("photo", .reading(photo))] + evidence,
            taste: TastePrior().distribution(over: offer.space.attributes))
    }

    /// No question makes worse, in expectation, what is shown.
    @Test func informationIsNeverWorthLessThanNothing() throws {
        let offer = try Self.offer.get()
        let belief = Self.belief(offer)
        let candidates = Candidates(of: offer, under: belief) { _ in true }
        let proposals = Advisor(offer: offer).proposals(belief: belief, candidates: candidates, timesAsked: [:])
        #expect(proposals.count >= 15)
        // But for what must be vegan, which leaves less to show.
        for proposal in proposals where !proposal.form.options.contains(where: { $0.requires != nil }) {
            let (gain, error) = (proposal.gain, proposal.gainError)
            #expect(gain > -0.001 - 2 * error, "\(proposal.form.question.id)")
        }
        #expect(proposals.map(\.net) == proposals.map(\.net).sorted(by: >))
        // What colour the skin has is what is known least of.
        #expect(proposals.first?.form.question.id == "swatches")
    }

    /// Of all sets of three among the best forty, the greedy one is within 1 − 1/e, and in fact within one part in fifty.
    @Test func setsAreNearlyTheBestThereAre() throws {
        let offer = try Self.offer.get()
        let belief = Self.belief(offer)
        let candidates = Candidates(of: offer, under: belief) { _ in true }
        let greedy = candidates.bestSet(of: 3, weights: belief.weights).value
        var best = 0.0
        for first in 0..<40 {
            for second in (first + 1)..<40 {
                var held = [Float](repeating: 0, count: candidates.table.count)
                candidates.table.raise(&held, to: first)
                candidates.table.raise(&held, to: second)
                let two = zip(held, belief.weights).reduce(0.0) { $0 + Double($1.0 * $1.1) }
                for third in (second + 1)..<40 {
                    let gain = candidates.table.gain(of: third, over: held, weights: belief.weights)
                    best = max(best, two + Double(gain))
                }
            }
        }
        #expect(greedy > 0.98 * best)
    }

    @Test func shadesThatMayNotBeShownAreNot() throws {
        let offer = try Self.offer.get()
        let belief = Self.belief(offer)
        let candidates = Candidates(of: offer, under: belief) { offer.shades[$0].isVegan == true }
        #expect(!candidates.shades.isEmpty && candidates.shades.allSatisfy { offer.shades[$0].isVegan == true })
    }

    /// Asking by value finds shades sooner than asking anything, or a quiz in its order.
    @Test func askingByValueFindsShadesSoonest() throws {
        var simulation = Simulation(advisor: Advisor(offer: try Self.offer.get()))
        simulation.questions = 4
        let run = simulation
        func table(_ policy: AskingPolicy) throws -> SimulationTable {
            let customers = (0..<40).map { SimulatedCustomer(id: $0, seed: 5, offer: run.advisor.offer) }
            return SimulationTable(
                policy: policy, noise: 0, outcomes: try customers.map { try run.run($0, policy) },
                groups: customers.map(\.group))
        }
        let (evoi, random, quiz) = (try table(.evoi), try table(.random), try table(.quiz))
        #expect(evoi.rows[4].regret < 0.5 * min(random.rows[4].regret, quiz.rows[4].regret))
        #expect(evoi.rows[4].hitAt3 > max(random.rows[4].hitAt3, quiz.rows[4].hitAt3))
        #expect(evoi.rows[4].deltaE00 < 0.6 * evoi.rows[0].deltaE00)
        #expect(evoi.rows.allSatisfy { $0.leastSampleSize >= 200 })
        #expect(evoi.groups.reduce(0) { $0 + $1.customers } == 40)
    }
}
