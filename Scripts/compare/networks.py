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


def face_mesh():
    return mediapipe.solutions.face_mesh.FaceMesh(
        static_image_mode=True, max_num_faces=1, refine_landmarks=False, min_detection_confidence=0.5)


def landmarks(mesh, picture: np.ndarray) -> np.ndarray | None:
    """468 × (x, y) in pixels, of the face found first."""
    faces = mesh.process(picture).multi_face_landmarks
    if not faces:
        return None
    height, width = picture.shape[:2]
    return np.float32([(point.x * width, point.y * height) for point in faces[0].landmark])


def in_pictures(bench: Bench, found: Findings, photos: list[Path]):
    """Detection and mesh from decoded pixels, at most one face, each photo by itself."""
    mesh = face_mesh()
    distances, ours, theirs, used = [], [], [], 0
    for index, path in enumerate(photos):
        picture = cv2.cvtColor(cv2.imread(str(path), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION),
                               cv2.COLOR_BGR2RGB)
        height, width = picture.shape[:2]
        bench.make("faces", "faces", file=bench.save("picture", picture), width=width, height=height)
        bench.ask(action="run", name="faces")
        mine, other = bench.numbers("faces").reshape(-1, 468, 2), landmarks(mesh, picture)
        if other is None or len(mine) == 0:
            continue
        used += 1
        distance = np.hypot(*(mine[0] - other).T).mean() / np.ptp(other[:, 0]) * 100
        # Both take one face of several, and may take another when scores tie.
        if distance < 25:
            distances.append(distance)
        times = in_turn({"ours": bench.side("faces", 2), "theirs": timed(lambda: mesh.process(picture), 2)},
                        max(3, found.rounds // 2))
        ours.append(times["ours"])
        theirs.append(times["theirs"])
    bench.drop("faces")
    mesh.close()
    other_face = used - len(distances)
    found.check(f"468 landmarks in {len(distances)} photos, to MediaPipe FaceMesh",
                f"mean distance {np.median(distances):.3f} % of the face's width, at most {max(distances):.2f} %"
                + (f"; in {other_face} more the other face of several was taken" if other_face else ""),
                np.median(distances) < 1)
    found.row("Networks", "detection and mesh, decoded pixels", "MediaPipe FaceMesh", "photo", total(ours),
              total(theirs), used, f"{np.median(distances):.2f} % of face width", "the oracle", 2.0)


def total(times: list[Times]) -> Times:
    """Times of all photos together, round by round; the minimum is of each photo by itself."""
    result = Times()
    for clock in ("wall", "cpu"):
        rounds = list(zip(*(getattr(t, clock) for t in times)))
        least = sum(min(getattr(t, clock)) for t in times)
        setattr(result, clock, [max(sum(r), least) for r in rounds] + [least])
    return result
