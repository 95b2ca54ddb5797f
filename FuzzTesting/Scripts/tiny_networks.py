"""TensorFlow Lite networks of a few hundred bytes, with every operator FaceMesh runs.

Field numbers are those of TensorFlow's tensorflow/lite/schema/schema.fbs.
"""
import struct


def little(value, count=4):
    return (value & (1 << 8 * count) - 1).to_bytes(count, "little")


def append(value, data):
    """Appends a value and what hangs from it; tells where it starts. Tables are dictionaries of field numbers."""
    if isinstance(value, (bytes, bytearray)):
        data += little(len(value)) + value
        return len(data) - len(value) - 4
    if isinstance(value, list):
        start = len(data)
        data += little(len(value)) + bytes(4 * len(value))
        for index, item in enumerate(value):
            place = start + 4 + 4 * index
            data[place:place + 4] = little(append(item, data) - place if isinstance(item, dict) else item)
        return start
    fields = sorted(value)
    data += bytes(-len(data) % 4)
    vtable = len(data)
    data += little(4 + 2 * (max(fields, default=-1) + 1), 2) + little(4 + 4 * len(fields), 2)
    for field in range(max(fields, default=-1) + 1):
        data += little(4 + 4 * fields.index(field) if field in fields else 0, 2)
    start = len(data)
    data += little(start - vtable) + bytes(4 * len(fields))
    for index, field in enumerate(fields):
        place = start + 4 + 4 * index
        item = value[field]
        data[place:place + 4] = little(item if isinstance(item, int) else append(item, data) - place)
    return start


def flex_map(**options):
    """A map in FlexBuffers, four bytes a value: whole numbers, floats and lists of whole numbers."""
    data, options = bytearray(), dict(sorted(options.items()))
    names, lists = {}, {}
    for key in options:
        names[key] = len(data)
        data += key.encode() + b"\0"
    for key, value in options.items():
        if isinstance(value, list):
            data += little(len(value))
            lists[key] = len(data)
            data += b"".join(map(little, value))
    data += little(len(options))
    keys = len(data)
    for key in options:
        data += little(len(data) - names[key])
    data += little(len(data) - keys) + little(4) + little(len(options))
    values = len(data)
    for key, value in options.items():
        data += little(len(data) - lists[key] if key in lists else value) if not isinstance(value, float) \
            else struct.pack("<f", value)
    # A type is its number above two bits for the width.
    kinds = {int: 1, float: 3, list: 11}
    data += bytes(kinds[type(value)] << 2 | 2 for value in options.values())
    return bytes(data + bytes([len(data) - values, 9 << 2 | 2, 1]))


class Network:
    def __init__(self, *shape):
        self.tensors, self.buffers, self.codes, self.operators = [], [{}], [], []
        self.element = 0
        self.input = self.tensor(shape)

    def tensor(self, shape, element=0, buffer=0):
        self.tensors.append({0: list(shape), 1: element, 2: buffer})
        return len(self.tensors) - 1

    def shape(self, tensor):
        return self.tensors[tensor][0]

    def constant(self, *shape, values=None):
        count = 1
        for side in shape:
            count *= side
        if values is not None:
            data, element = b"".join(map(little, values)), 2
        else:
            figures = [((i * 7919) % 64 - 32) / 64 for i in range(count)]
            data, element = struct.pack(f"<{count}{'e' if self.element else 'f'}", *figures), self.element
        self.buffers.append({0: data})
        stored = self.tensor(shape, element, len(self.buffers) - 1)
        return self.add(6, [stored], shape) if element == 1 else stored

    def add(self, code, inputs, shape, options=None):
        self.codes.append({0: min(code, 127), 3: code})
        output = self.tensor(shape)
        fields = {0: len(self.codes) - 1, 1: list(inputs), 2: [output]}
        if options:
            fields[3], fields[4] = options
        self.operators.append(fields)
        return output

    def custom(self, name, inputs, shape, options=b""):
        self.codes.append({0: 32, 1: name.encode(), 2: 2, 3: 32})
        output = self.tensor(shape)
        self.operators.append({0: len(self.codes) - 1, 1: list(inputs), 2: [output], 5: options})
        return output

    def convolution(self, source, filters, side, stride=1, valid=0, activation=0):
        _, height, width, channels = self.shape(source)
        size = [(n - side) // stride + 1 if valid else -(-n // stride) for n in (height, width)]
        options = (1, {0: valid, 1: stride, 2: stride, 3: activation})
        weights = [self.constant(filters, side, side, channels), self.constant(filters)]
        return self.add(3, [source] + weights, [1, *size, filters], options)

    def depthwise(self, source, stride=1):
        _, height, width, channels = self.shape(source)
        options = (2, {0: 0, 1: stride, 2: stride, 3: 1})
        weights = [self.constant(1, 3, 3, channels), self.constant(channels)]
        return self.add(4, [source] + weights, [1, -(-height // stride), -(-width // stride), channels], options)

    def file(self, *outputs):
        graph = {0: self.tensors, 1: [self.input], 2: list(outputs), 3: self.operators}
        data = bytearray(b"\0\0\0\0TFL3")
        data[:4] = little(append({0: 3, 1: self.codes, 2: [graph], 4: self.buffers}, data))
        return bytes(data)


def all():
    net = Network(1, 4, 4, 3)
    yield "one", net.file(net.convolution(net.input, 8, 1))

    net = Network(1, 6, 6, 3)
    net.element = 1
    yield "halves", net.file(net.convolution(net.input, 8, 3, stride=2, activation=1))

    net = Network(1, 5, 4, 2)
    first = net.convolution(net.input, 5, 2, valid=1)
    yield "valid", net.file(net.convolution(first, 3, 1))

    net = Network(1, 8, 8, 3)
    first = net.convolution(net.input, 8, 3, stride=2)
    first = net.add(54, [first, net.constant(1, 1, 8)], net.shape(first))
    inner = net.convolution(net.depthwise(first), 8, 1)
    added = net.add(0, [first, inner], net.shape(inner), (11, {0: 0}))
    bent = net.add(19, [added], net.shape(added))
    pooled = net.add(17, [bent], [1, 2, 2, 8], (5, {1: 2, 2: 2, 3: 2, 4: 2}))
    padded = net.add(34, [pooled, net.constant(4, 2, values=[0, 0, 0, 0, 0, 0, 0, 8])], [1, 2, 2, 16])
    down = net.convolution(net.depthwise(bent, 2), 16, 1)
    added = net.add(0, [down, padded], [1, 2, 2, 16], (11, {0: 1}))
    parts = [net.convolution(added, 4, 1), net.convolution(bent, 4, 1)]
    flat = [net.add(22, [part], [1, net.shape(part)[1] ** 2 * 2, 2]) for part in parts]
    joined = net.add(2, flat, [1, 40, 2], (10, {0: 1}))
    yield "every-operator", net.file(joined, net.convolution(added, 1, 2, valid=1))

    net = Network(1, 6, 6, 3)
    trunk = net.convolution(net.input, 3, 3, stride=2)
    landmarks = net.convolution(trunk, 9, 3, valid=1)
    scaled = net.add(18, [net.add(22, [landmarks], [1, 3, 3]), net.constant(1)], [1, 3, 3], (21, {0: 0}))
    frame = flex_map(left_rotation_idx=0, right_rotation_idx=1, target_rotation_radians=0.0, output_width=2,
                     output_height=2, scale_x=1.5, scale_y=1.5, subset_idxs=[0, 1, 2, 1])
    matrix = net.custom("Landmarks2TransformMatrix", [scaled], [1, 4, 4], frame)
    crop = net.custom("TransformTensorBilinear", [trunk, matrix], [1, 2, 2, 3])
    points = net.add(22, [net.convolution(crop, 4, 2, valid=1)], [1, 2, 2])
    factors = net.add(18, [matrix, net.constant(1, 4, 4)], [1, 4, 4], (21, {0: 0}))
    placed = net.custom("TransformLandmarks", [points, factors], [1, 2, 2])
    bounds = [net.constant(4, values=values) for values in ([0, 0, 0, 0], [1, 1, 1, 9], [1, 1, 1, 1])]
    everything = net.add(45, [landmarks] + bounds, [1, 1, 1, 9], (32, {0: 0}))
    yield "landmarks", net.file(everything, net.add(22, [placed], [1, 1, 1, 4]))
