import ArgumentParser
import Dispatch
import Foundation

/// Reads a password where nobody sees it: never from an argument, which other users of the machine could list.
enum PasswordPrompt {
    /// From the terminal, twice and without echo; a line of standard input where that is no terminal.
    static func read() throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine(strippingNewline: true) else {
                throw ValidationError("standard input holds no password: write it on a line")
            }
            return line
        }
        let password = try hidden("Password: ")
        guard try hidden("Once more: ") == password else { throw ValidationError("the two are not alike") }
        return password
    }

    private static func hidden(_ prompt: String) throws -> String {
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else { throw ValidationError("the terminal cannot be made silent") }
        var silent = shown
        silent.c_lflag &= ~tcflag_t(ECHO)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0 else {
            throw ValidationError("the terminal cannot be made silent")
        }
        // Whoever gives up with Ctrl-C finds the terminal as it was.
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        interrupt.setEventHandler { [shown] in
            var shown = shown
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            FileHandle.standardError.write(Data("\n".utf8))
            exit(128 + SIGINT)
        }
        signal(SIGINT, SIG_IGN)
        interrupt.resume()
        defer {
            interrupt.cancel()
            signal(SIGINT, SIG_DFL)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        // Asked only now: nothing that is typed is shown, or lost.
        FileHandle.standardError.write(Data(prompt.utf8))
        guard let line = readLine(strippingNewline: true) else { throw ValidationError("no password was given") }
        return line
    }
}
