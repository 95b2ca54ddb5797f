"""The two networks alone, and faces in decoded pictures."""

from pathlib import Path

import cv2
import mediapipe
import numpy as np

from programs import ROOT, Bench
from rows import Findings
from timing import Times, in_turn, timed

NETWORKS = {"detector": "face_detection_short_range", "mesh": "face_landmark"}


def alone(bench: Bench, found: Findings):
    try:
        from ai_edge_litert.interpreter import Interpreter
    except ImportError:
        found.skipped.append("each network against XNNPACK: ai-edge-litert is not installed")
        return
    for kind, model in NETWORKS.items():
        interpreter = Interpreter(str(ROOT / f"Assets/models/{model}.tflite"), num_threads=1)
        interpreter.allocate_tensors()
        place = interpreter.get_input_details()[0]["index"]
        shape = interpreter.get_input_details()[0]["shape"]
        outputs = [detail["index"] for detail in interpreter.get_output_details()]
        # The detector takes −1...1, the mesh 0...1.
        figures = np.float32(np.random.default_rng(3).uniform(-1 if kind == "detector" else 0, 1, shape))

        def run():
            interpreter.set_tensor(place, figures)
            interpreter.invoke()
            return [interpreter.get_tensor(index) for index in outputs]

        theirs = {output.size: output.ravel() for output in run()}
        bench.make(kind, kind, file=bench.save("figures", figures))
        bench.ask(action="run", name=kind)
        numbers = bench.numbers(kind)
        place_of, unequal, greatest = 0, 0, 0.0
        for size in map(int, bench.result(kind)["figures"]["counts"]):
            ours = numbers[place_of:place_of + size]
            place_of += size
            unequal += int((ours.view(np.int32) != theirs[size].view(np.int32)).sum())
            greatest = max(greatest, float(np.abs(ours - theirs[size]).max()))
        scale = max(float(np.abs(output).max()) for output in theirs.values())
        distance = "bit for bit the same" if unequal == 0 else f"{unequal} figures differ, by at most {greatest:.1e}"
        found.check(f"{model}, outputs, to XNNPACK", distance, greatest <= 1e-4 * scale)
        times = in_turn({"ours": bench.side(kind, 10), "theirs": timed(run, 10)}, 2 * found.rounds)
        found.row("Networks", f"`{model}`", "XNNPACK (ai-edge-litert)", "run", times["ours"], times["theirs"],
                  our_error="0 bits" if unequal == 0 else f"{greatest:.1e}", their_error="the oracle", target=1.0)
        bench.drop(kind)


def face_mesh(refined: bool = False):
    return mediapipe.solutions.face_mesh.FaceMesh(
        static_image_mode=True, max_num_faces=1, refine_landmarks=refined, min_detection_confidence=0.5)


def landmarks(mesh, picture: np.ndarray) -> np.ndarray | None:
    """468 or 478 × (x, y) in pixels, of the face found first."""
    faces = mesh.process(picture).multi_face_landmarks
    if not faces:
        return None
    height, width = picture.shape[:2]
    return np.float32([(point.x * width, point.y * height) for point in faces[0].landmark])


class Beside:
    """Ours and MediaPipe's landmarks from decoded pixels, at most one face, each photo by itself."""

    def __init__(self, bench: Bench, photos: list[Path], rounds: int, kind: str, mesh, points: int):
        self.pairs: list[tuple[np.ndarray, np.ndarray]] = []
        """Of photos in which both took the same face."""
        self.ours: list[Times] = []
        self.theirs: list[Times] = []
        for path in photos:
            picture = cv2.cvtColor(cv2.imread(str(path), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION),
                                   cv2.COLOR_BGR2RGB)
            height, width = picture.shape[:2]
            bench.make(kind, kind, file=bench.save("picture", picture), width=width, height=height)
            bench.ask(action="run", name=kind)
            mine, other = bench.numbers(kind).reshape(-1, points, 2), landmarks(mesh, picture)
            if other is None or len(mine) == 0:
                continue
            # Both take one face of several, and may take another when scores tie.
            if distances(mine[0], other).mean() < 0.25:
                self.pairs.append((mine[0], other))
            times = in_turn({"ours": bench.side(kind, 2), "theirs": timed(lambda: mesh.process(picture), 2)}, rounds)
            self.ours.append(times["ours"])
            self.theirs.append(times["theirs"])
        bench.drop(kind)
        mesh.close()


def distances(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Point by point, as shares of the face's width."""
    return np.hypot(*(ours - theirs).T) / np.ptp(theirs[:, 0])


def in_pictures(bench: Bench, found: Findings, photos: list[Path]):
    """Detection and mesh."""
    beside = Beside(bench, photos, max(3, found.rounds // 2), "faces", face_mesh(), 468)
    means = [distances(*pair).mean() * 100 for pair in beside.pairs]
    other_face = len(beside.ours) - len(means)
    found.check(f"468 landmarks in {len(means)} photos, to MediaPipe FaceMesh",
                f"mean distance {np.median(means):.3f} % of the face's width, at most {max(means):.2f} %"
                + (f"; in {other_face} more the other face of several was taken" if other_face else ""),
                np.median(means) < 1)
    found.row("Networks", "detection and mesh, decoded pixels", "MediaPipe FaceMesh", "photo", total(beside.ours),
              total(beside.theirs), len(beside.ours), f"{np.median(means):.2f} % of face width", "the oracle", 2.0)


# Lips, lids' edges and irises by MediaPipe's numbers, from its own lists of connections.
CLOSELY = {
    "lips": mediapipe.solutions.face_mesh.FACEMESH_LIPS,
    "eyes": mediapipe.solutions.face_mesh.FACEMESH_LEFT_EYE | mediapipe.solutions.face_mesh.FACEMESH_RIGHT_EYE,
    "irises": mediapipe.solutions.face_mesh.FACEMESH_IRISES,
}


def closely_in_pictures(bench: Bench, found: Findings, photos: list[Path]):
    """Detection and the mesh that looks closely at lips and eyes, in photos of one person."""
    alone = [path for path in photos if not path.name.startswith("scene")]
    beside = Beside(bench, alone, max(3, found.rounds // 2), "refined-faces", face_mesh(refined=True), 478)
    medians = []
    for part, connections in CLOSELY.items():
        numbers = sorted({number for pair in connections for number in pair})
        if part == "irises":
            numbers += [468, 473]
        # By the width between the ears, as FaceMesh numbers them.
        shares = np.concatenate([
            np.hypot(*(ours - theirs)[numbers].T) / abs(theirs[454, 0] - theirs[234, 0]) * 100
            for ours, theirs in beside.pairs])
        medians.append(np.median(shares))
        found.check(f"{part}, refined, in {len(beside.pairs)} photos, to MediaPipe FaceMesh",
                    f"median distance {np.median(shares):.3f} % of the face's width, at most {shares.max():.2f} %",
                    np.median(shares) <= 0.5)
    found.row("Networks", "detection and refined mesh, decoded pixels", "MediaPipe FaceMesh, refined", "photo",
              total(beside.ours), total(beside.theirs), len(beside.ours),
              f"{max(medians):.2f} % of face width", "the oracle", 1.0)


def total(times: list[Times]) -> Times:
    """Times of all photos together, round by round; the minimum is of each photo by itself."""
    result = Times()
    for clock in ("wall", "cpu"):
        rounds = list(zip(*(getattr(t, clock) for t in times)))
        least = sum(min(getattr(t, clock)) for t in times)
        setattr(result, clock, [max(sum(r), least) for r in rounds] + [least])
    return result
