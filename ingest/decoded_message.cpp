#include "ingest/decoded_message.h"

#include <utility>

namespace gemba::ingest {

const char* name(Rejection rejection) {
    switch (rejection) {
        case Rejection::none:
            return "none";
        case Rejection::partCount:
            return "part count";
        case Rejection::topic:
            return "topic";
        case Rejection::contentType:
            return "content type";
        case Rejection::size:
            return "size";
        case Rejection::utf8:
            return "not UTF-8";
        case Rejection::syntax:
            return "syntax";
        case Rejection::nesting:
            return "nesting";
        case Rejection::count:
            return "too many values";
        case Rejection::name:
            return "name too long";
        case Rejection::duplicate:
            return "duplicate name";
        case Rejection::number:
            return "number";
        case Rejection::text:
            return "text";
        case Rejection::array:
            return "array";
        case Rejection::time:
            return "time";
        case Rejection::member:
            return "member";
        case Rejection::foreign:
            break;
    }
    return "foreign";
}

void DecodedMessage::reject(Rejection why, std::string words) {
    rejection = why;
    reason = std::move(words);
    values.clear();
}

void DecodedMessage::clear() {
    topic = {};
    native = hasTime = hasSeq = hasBoot = last = false;
    time = boot = 0;
    seq = 0;
    quality = signals::Quality::good;
    values.clear();
    skipped = 0;
    rejection = Rejection::none;
    reason.clear();
}

}  // namespace gemba::ingest
