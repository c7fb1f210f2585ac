#include <cstdlib>
#include <span>

#include "engine/sim/command.h"
#include "engine/sim/snapshot.h"

/// libFuzzer: the first byte chooses the reader: a snapshot or a command. What is read must be
/// written as it was; of an older version, as that of today which is read alike.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace gemba;
    if (size < 1)
        return 0;
    const std::span bytes(reinterpret_cast<const std::byte*>(data + 1), size - 1);
    const auto mustEqual = [&](const Bytes& again) {
        if (!std::equal(again.begin(), again.end(), bytes.begin(), bytes.end()))
            std::abort();
    };
    static sim::Snapshot s_snapshot;
    Bytes again;
    if (data[0] % 2 == 0) {
        if (sim::decode(bytes, s_snapshot)) {
            sim::encode(s_snapshot, again);
            if (bytes[0] != again[0]) {
                sim::Snapshot older;
                Bytes twice;
                if (!sim::decode(again, older))
                    std::abort();
                sim::encode(older, twice);
                if (twice != again)
                    std::abort();
                return 0;
            }
            mustEqual(again);
        }
    } else {
        sim::Command command;
        if (sim::decode(bytes, command)) {
            sim::encode(command, again);
            mustEqual(again);
        }
    }
    return 0;
}
