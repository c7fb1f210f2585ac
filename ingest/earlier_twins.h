#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/sim/take_over.h"
#include "engine/twin/twin.h"
#include "ingest/mcap/mcap_file.h"

namespace gemba::ingest {

/// A twin as it was before edits, and where its things stand in the one of now.
struct EarlierTwin {
    std::shared_ptr<const twin::Twin> twin;
    sim::KeptThings kept;
};

/// The twins that the files of one sitting were recorded of, each read once. One thread at a time.
class EarlierTwins {
 public:
    /// `now` must outlive it.
    explicit EarlierTwins(const twin::Twin& now) : m_now(now) {}

    /// The twin that a file carries; null: it is the one of now, or the file carries none. What is
    /// given stays while this lives. Errors: what it carries cannot be read.
    [[nodiscard]] Result<const EarlierTwin*> of(const mcap::McapFile& file);

 private:
    struct Known {
        std::string text;
        EarlierTwin earlier;
        std::string problem;  // why it cannot be read
    };

    const twin::Twin& m_now;
    std::vector<std::unique_ptr<const Known>> m_known;
};

}  // namespace gemba::ingest
