#!/usr/bin/env bash
# Builds `fuzz` with libFuzzer and AddressSanitizer in every module. CODECS=FOLDER links libjpeg-turbo, libpng, lcms2 and
# zlib from FOLDER/lib, as Scripts/build-codecs.sh makes them, so that the search sees inside them, too.
set -euo pipefail
cd "$(dirname "$0")/.."
flags=(-Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=fuzzer-no-link,address -Xswiftc -use-ld=lld)
scratch=.build/fuzz
if [ -n "${CODECS:-}" ]; then
    flags+=(-Xswiftc "-L$CODECS/lib" --pkg-config-path "$CODECS/lib/pkgconfig")
    scratch=.build/fuzz-codecs
fi
swift build --product fuzz --scratch-path "$scratch" "${flags[@]}"
echo "$scratch/debug/fuzz"
