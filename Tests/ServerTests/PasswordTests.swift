import Foundation
import Stores
import Testing

@testable import Server

struct PasswordTests {
    @Test func hashesAreThoseOfAnotherProgram() throws {
        let salt = Data("NaCl".utf8) + Data(count: 12)
        // Of Python's hashlib.scrypt(b"password", salt=b"NaCl" + bytes(12), n=1024, r=8, p=16, dklen=32).
        let hash = "PulSNSp5LIzDr9zxzoXGpN8lQJUa5efERco2Ln12Pi4="
        let kept = try PasswordHash(text: "scrypt$10$8$16$\(salt.base64EncodedString())$\(hash)")
        #expect(try kept.isOf("password"))
        #expect(try !kept.isOf("Password"))
    }

    @Test func aHashIsOfItsPasswordAloneAndHasASaltOfItsOwn() throws {
        let one = try PasswordHash(of: "seven calm otters", cost: .quick)
        let two = try PasswordHash(of: "seven calm otters", cost: .quick)
        #expect(one.text.hasPrefix("scrypt$4$8$1$"))
        #expect(one.text != two.text)
        let kept = try PasswordHash(text: one.text)
        #expect(try kept.isOf("seven calm otters"))
        #expect(try !kept.isOf("seven calm otter"))
        // Written with one character or with two, it is the same.
        let composed = try PasswordHash(of: "sieben ru\u{0308}hrige Otter", cost: .quick)
        #expect(try composed.isOf("sieben r\u{FC}hrige Otter"))
        #expect(try !PasswordHash(ofNobodyAt: .quick).isOf("seven calm otters"))
    }

    @Test(arguments: [
        "", "scrypt$4$8$1$AAAA", "bcrypt$4$8$1$x$y", "scrypt$60$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAA",
        "scrypt$4$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAA", "scrypt$4$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAA$x",
    ]) func whatIsNoHashIsDamaged(_ text: String) {
        #expect(throws: StoreError.self) { try PasswordHash(text: text) }
    }

    @Test func theUsualCostIsWhatOWASPAsksFor() throws {
        let (cost, quick) = (PasswordCost.standard, PasswordCost.quick)
        #expect((cost.logRounds, cost.blockSize, cost.parallelism) == (17, 8, 1))
        #expect(quick.isLess(than: cost) && !cost.isLess(than: quick) && !cost.isLess(than: cost))
        // With all the memory that it takes.
        #expect(try PasswordHash(of: "seven calm otters").isOf("seven calm otters"))
    }

    @Test(arguments: [
        ("short words", "kim", false), ("twelve chars", "kim", true), ("my name is Kimberly.", "kimberly@x", false),
        ("ten loud herons", "lou", true),
        ("kim@shop.example", "kim@shop.example", false),
        ("i am KIM-99, hello", "kim-99@shop.example", false), ("a kind of magic", "a@b", true),
        (String(repeating: "x", count: 200), "kim", false), (String(repeating: "abc", count: 67), "kim", false),
        ("correct horse battery", "kim", true),
    ]) func passwordsAreLongAndNotTheLogin(_ password: String, _ login: String, _ isGood: Bool) {
        #expect((PasswordRules.fault(in: password, of: login) == nil) == isGood)
    }

    @Test(arguments: [
        ("kim", true), ("Kim.O@shop.example", true), ("ki", false), ("kim o", false), ("kim\u{0430}", false),
        ("", false), (String(repeating: "k", count: 255), false), ("k\u{0}m", false), ("k;m", false),
    ]) func loginsAreOfPlainLetters(_ login: String, _ isGood: Bool) {
        #expect((PasswordRules.fault(inLogin: login) == nil) == isGood)
    }
}
