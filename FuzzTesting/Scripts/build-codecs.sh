#!/usr/bin/env bash
# Builds the distribution's libjpeg-turbo, libpng, lcms2 and zlib with AddressSanitizer and coverage into .build/codecs,
# for Scripts/build.sh. Needs deb-src entries in apt's sources, patch, Python (for cmake) and a few minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p .build/codecs-source .build/codecs/lib/pkgconfig .build/codecs/include
prefix=$PWD/.build/codecs
cd .build/codecs-source
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
# A mirror may lack the source of a security update; the release's own is there then.
for source in libjpeg-turbo libpng1.6 lcms2 zlib; do
    compgen -G "$source-*/" > /dev/null || apt-get source "$source" || apt-get source "$source/$release"
done
[ -x tools/bin/cmake ] || { python3 -m venv tools && tools/bin/python3 -m pip install --quiet cmake ninja; }
export PATH=$PWD/tools/bin:$PATH
CC=$(dirname "$(readlink -f "$(command -v swift)")")/clang
export CC
flags="-O1 -gline-tables-only -fno-omit-frame-pointer -fsanitize=address,fuzzer-no-link -fPIC"

(cd zlib-*/ && CFLAGS=$flags ./configure --static --prefix="$prefix" && make libz.a &&
    cp libz.a "$prefix/lib/" && cp zlib.h zconf.h "$prefix/include/")
(cd libpng1.6-*/ && CPPFLAGS=-I$prefix/include LDFLAGS=-L$prefix/lib CFLAGS=$flags ./configure --disable-shared &&
    make libpng16.la && cp .libs/libpng16.a "$prefix/lib/")
(cd lcms2-*/ && CFLAGS=$flags ./configure --disable-shared --prefix="$prefix" --without-jpeg --without-tiff &&
    make -C src install && make -C include install && cp lcms2.pc "$prefix/lib/pkgconfig/")
# Without its assembly, which sanitizers cannot see into.
(cd libjpeg-turbo-*/ && cmake -S . -B b -G Ninja -DCMAKE_POLICY_VERSION_MINIMUM=3.5 -DCMAKE_BUILD_TYPE=None \
    -DCMAKE_C_FLAGS="$flags" -DWITH_SIMD=0 -DENABLE_SHARED=0 -DWITH_TURBOJPEG=0 && ninja -C b jpeg-static &&
    cp b/libjpeg.a "$prefix/lib/")
