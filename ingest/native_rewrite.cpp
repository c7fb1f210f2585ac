#include "ingest/native_rewrite.h"

#include "ingest/json_text.h"
#include "ingest/protobuf_fields.h"
#include "ingest/protobuf_schema.h"
#include "ingest/protobuf_writer.h"

namespace gemba::ingest {
namespace {

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Goes through valid JSON, member by member of the outermost object. At its end it stands still.
class Members {
 public:
    explicit Members(std::string_view json) : m_json(json) {
        skipSpace();
        m_sound = peek() == '{';
        ++m_at;
    }
    /// The next member: its name without quotes, and where its value lies.
    bool next(std::string_view& name, size_t& begin, size_t& end) {
        while (isSpace(peek()) || peek() == ',')
            ++m_at;
        if (!m_sound || peek() != '"')
            return false;
        const size_t quote = m_at;
        skipText();
        name = m_json.substr(quote + 1, m_at - quote - 2);
        while (isSpace(peek()) || peek() == ':')
            ++m_at;
        begin = m_at;
        skipValue();
        end = m_at;
        return m_at <= m_json.size();
    }

 private:
    [[nodiscard]] char peek() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }
    void skipSpace() {
        while (isSpace(peek()))
            ++m_at;
    }
    void skipText() {
        for (++m_at; m_at < m_json.size() && m_json[m_at] != '"'; ++m_at)
            m_at += m_json[m_at] == '\\' ? 1 : 0;
        ++m_at;
    }
    // To the comma or brace behind it.
    void skipValue() {
        int depth = 0;
        while (m_at < m_json.size()) {
            const char c = m_json[m_at];
            if (c == '"') {
                skipText();
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}' || isSpace(c)))
                return;
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            ++m_at;
        }
    }

    std::string_view m_json;
    size_t m_at = 0;
    bool m_sound = false;
};

void rewriteJson(std::string_view json, const NativeChange& change, std::string& out) {
    size_t copied = 0;
    bool hasBoot = false, hasLast = false;
    Members members(json);
    std::string_view name;
    for (size_t begin = 0, end = 0; members.next(name, begin, end);) {
        const bool isTime = name == "t" && change.time;
        const bool isBoot = name == "boot" && change.boot;
        hasBoot = hasBoot || name == "boot";
        hasLast = hasLast || name == "last";
        if (!isTime && !isBoot)
            continue;
        out.append(json.substr(copied, begin - copied));
        json_text::append(out, isTime ? *change.time : *change.boot);
        copied = end;
    }
    out.append(json.substr(copied));

    // What is added stands at the end.
    const size_t brace = out.rfind('}');
    std::string added;
    if (change.boot && !hasBoot) {
        added += ",\"boot\":";
        json_text::append(added, *change.boot);
    }
    if (change.repeated && !hasLast)
        added += ",\"last\":true";
    if (brace != std::string::npos)
        out.insert(brace, added);
}

// A field stands anywhere: what is changed is left out, and written anew at the end.
void rewriteProtobuf(std::string_view message, const NativeChange& change, std::string& out) {
    using protobuf_schema::Field;
    bool hasTime = false, hasLast = false;
    ProtobufFields fields(message);
    for (ProtobufField field; fields.next(field);) {
        const bool isTime = field.number == Field::time && change.time;
        hasTime = hasTime || isTime;
        hasLast = hasLast || field.number == Field::last;
        if (!isTime && !(field.number == Field::boot && change.boot))
            out.append(field.whole);
    }
    if (hasTime)
        protobuf_writer::appendTime(out, *change.time);
    if (change.boot)
        protobuf_writer::appendBoot(out, *change.boot);
    if (change.repeated && !hasLast)
        protobuf_writer::appendLast(out);
}

}  // namespace

void rewriteNative(std::string_view payload, ContentType type, const NativeChange& change,
                   std::string& out) {
    out.clear();
    if (type == ContentType::json)
        rewriteJson(payload, change, out);
    else
        rewriteProtobuf(payload, change, out);
}

}  // namespace gemba::ingest
