#include "ingest/mcap/growing_file.h"

namespace gemba::ingest::mcap {

Result<bool> GrowingFile::readOn() {
    if (m_soFar.complete)
        return false;
    // Opened anew: a source has the size that it had when it was opened.
    auto source = openFile(m_path);
    if (!source)
        return tl::unexpected(source.error());
    if (m_file && (*source)->size() == m_size)
        return false;
    m_size = (*source)->size();
    auto contents = mcap::readOn(**source, m_soFar);
    if (!contents) {
        if (contents.error().on.empty())
            contents.error().on = m_path.string();
        return tl::unexpected(contents.error());
    }
    m_file.emplace(std::move(*source), std::move(*contents));
    return true;
}

}  // namespace gemba::ingest::mcap
