#include "engine/assets/assimp_log.h"

#include <algorithm>
#include <array>
#include <assimp/DefaultLogger.hpp>
#include <assimp/LogStream.hpp>
#include <memory>
#include <string_view>

#include "engine/assets/bake_layout.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace {

constexpr size_t kMaxLines = 20;

// Words with which Assimp's readers leave out geometry.
constexpr std::array<std::string_view, 5> kDamageSigns{
    "out-of-range", "out of range", "zero indices", "number of faces", "empty face"};

class Collector final : public Assimp::LogStream {
 public:
    Collector(std::vector<std::string>& lines, std::optional<std::string>& damage)
        : m_lines(lines), m_damage(damage) {}

    void write(const char* message) override {
        // "Warn,  T0: text\n"
        std::string_view text = message;
        if (const size_t colon = text.find(": "); colon != std::string_view::npos && colon < 16)
            text.remove_prefix(colon + 2);
        while (text.ends_with('\n'))
            text.remove_suffix(1);
        const bool noise = text.starts_with("Validation warning") || text.starts_with("Skipping ");
        std::string line = cleanText(text, kMaxName);
        // However much was said before, and however late in the line.
        const bool damages = std::any_of(
            kDamageSigns.begin(), kDamageSigns.end(),
            [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
        if (damages && !m_damage)
            m_damage = line;
        const bool known = std::find(m_lines.begin(), m_lines.end(), line) != m_lines.end();
        if (!noise && !known && m_lines.size() < kMaxLines)
            m_lines.push_back(std::move(line));
    }

 private:
    std::vector<std::string>& m_lines;
    std::optional<std::string>& m_damage;
};

}  // namespace

AssimpLog::AssimpLog() {
    Assimp::Logger* logger = Assimp::DefaultLogger::create("", Assimp::Logger::NORMAL, 0, nullptr);
    logger->attachStream(
        std::make_unique<Collector>(m_lines, m_damage).release(),  // the logger owns it
        Assimp::Logger::Warn | Assimp::Logger::Err);
}

AssimpLog::~AssimpLog() {
    Assimp::DefaultLogger::kill();
}

std::vector<std::string> AssimpLog::warnings() const {
    return m_lines;
}

std::optional<std::string> AssimpLog::damage() const {
    return m_damage;
}

}  // namespace gemba::assets
