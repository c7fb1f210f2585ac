#include "ingest/earlier_twins.h"

#include <algorithm>
#include <filesystem>

#include "engine/twin/reader.h"
#include "ingest/replay_feed.h"

namespace gemba::ingest {

Result<const EarlierTwin*> EarlierTwins::of(const mcap::McapFile& file) {
    const auto info = readRecordingInfo(file);
    const auto& attachments = file.contents().attachments;
    const auto carried =
        !info ? attachments.end()
              : std::ranges::find(attachments, info->twin, &mcap::AttachmentIndex::name);
    if (carried == attachments.end())
        return nullptr;
    const auto attachment = file.read(*carried);
    if (!attachment)
        return tl::unexpected(attachment.error());
    const auto& data = attachment->record.data;
    std::string text(reinterpret_cast<const char*>(data.data()), data.size());
    if (text == m_now.text)
        return nullptr;

    auto known = std::ranges::find(m_known, text, [](const auto& each) { return each->text; });
    if (known == m_known.end()) {
        auto added = std::make_unique<Known>();
        const std::filesystem::path path = std::filesystem::path(info->twinFolder) / info->twin;
        auto read = twin::readTwinText(text, path);
        added->text = std::move(text);
        if (read.twin != nullptr)
            added->earlier = {read.twin, sim::KeptThings::byName(*read.twin, m_now)};
        else if (!read.problems.empty())
            added->problem = read.problems.front().message(path);
        known = m_known.insert(m_known.end(), std::move(added));
    }
    if ((*known)->earlier.twin == nullptr)
        return fail({.doing = "look at the twin before an edit",
                     .on = info->twin,
                     .found = (*known)->problem,
                     .expected = "the twin and its script as they were recorded"});
    return &(*known)->earlier;
}

}  // namespace gemba::ingest
