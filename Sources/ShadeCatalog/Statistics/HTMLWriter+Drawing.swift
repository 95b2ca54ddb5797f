// Marks of plots, in pixels.
extension HTMLWriter {
    /// A horizontal bar about a row's middle.
    /// - Parameter style: Attributes; so of a dot.
    package mutating func bar(_ style: String, from: Double, to: Double, y: Double, height: Double) {
        raw("<rect \(style) x=\"\(Figure.coordinate(min(from, to)))\" y=\"\(Figure.coordinate(y - height / 2))\" ")
        raw("width=\"\(Figure.coordinate(abs(to - from)))\" height=\"\(Figure.coordinate(height))\"/>")
    }

    /// - Parameter style: A class.
    package mutating func line(_ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        raw("<line class=\"\(style)\" x1=\"\(Figure.coordinate(x1))\" y1=\"\(Figure.coordinate(y1))\" ")
        raw("x2=\"\(Figure.coordinate(x2))\" y2=\"\(Figure.coordinate(y2))\"/>")
    }

    package mutating func dot(_ style: String, _ x: Double, _ y: Double, radius: Double) {
        raw("<circle \(style) cx=\"\(Figure.coordinate(x))\" cy=\"\(Figure.coordinate(y))\" ")
        raw("r=\"\(Figure.coordinate(radius))\"/>")
    }

    /// Marks of one row, with what they say when pointed at.
    package mutating func titled(_ title: String, _ marks: (inout HTMLWriter) -> Void) {
        raw("<g>")
        element("title", "", title)
        marks(&self)
        raw("</g>")
    }
}
