#!/bin/bash
# Equal bits on every processor: the maths of an executable do not change when processor features
# that the C library chooses its code by are switched off, and the shared libraries use them too.
#   equal_maths.sh UNIT_CORE [sanitized]
set -euo pipefail
unit_core=$1
filter=--gtest_filter='MathsFingerprint.*:Libm.*'

fingerprint() {
    "$unit_core" "$filter" | grep '^maths fingerprint' || { echo "tests failed: $*" >&2; exit 1; }
}
with=$(fingerprint)
without=$(GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX fingerprint)
echo "all features:     $with"
echo "without FMA, AVX: $without"
[ "$with" = "$without" ] || { echo "the fingerprints differ" >&2; exit 1; }

# Debian's libraries loaded beside it: the dynamic linker's own account of who gets which function.
# (A preloaded library and a sanitizer's runtime exclude each other.)
if [ "${2:-}" != sanitized ]; then
    libraries="libBulletDynamics-float64.so.3.24 libBulletCollision-float64.so.3.24"
    libraries+=" libLinearMath-float64.so.3.24 liblua5.4.so.0 liborocos-kdl.so.1.5"
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    LD_PRELOAD=$libraries LD_BIND_NOW=1 LD_DEBUG=bindings \
        "$unit_core" --gtest_list_tests 2>"$log" >/dev/null
    names='sin|cos|sincos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|exp|exp2|expm1'
    names+='|log|log2|log10|log1p|pow|cbrt|hypot'
    bindings=$(grep -E "binding file [^ ]*(Bullet|LinearMath|liblua|orocos)[^ ]* .*\`($names)'" "$log")
    foreign=$(grep -vF "to $unit_core " <<<"$bindings" || true)
    [ -z "$foreign" ] || { echo "not bound to the executable:" >&2; echo "$foreign" >&2; exit 1; }
    count=$(wc -l <<<"$bindings")
    echo "$count functions of Bullet, Lua and KDL are bound to the executable"
    [ "$count" -ge 24 ] || { echo "expected at least 24" >&2; exit 1; }
fi
echo passed
