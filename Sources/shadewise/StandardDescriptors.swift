import Foundation

/// Standard input, output and error, which whoever starts a program may have closed.
enum StandardDescriptors {
    /// Gives closed ones the null device: the next file to be opened would get their numbers, and be read as standard
    /// input or written over with what is printed. What is read is empty then, and writing to standard output fails.
    static func fill() {
        for (descriptor, flags) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
        where fcntl(descriptor, F_GETFD) < 0 {
            _ = SystemFile.open("/dev/null", flags)
        }
    }
}
