#pragma once

#include <array>
#include <concepts>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/core/bytes.h"
#include "engine/core/handle.h"
#include "engine/core/hash.h"
#include "engine/core/pose.h"
#include "engine/core/result.h"

namespace gemba {

/// Types whose bytes are their state: numbers one behind the other, nothing between them. What they
/// fill may be hashed as one block; and saved and loaded as one where memory has the archive's
/// order, which is w first in a quaternion.
template <class T>
inline constexpr bool kFlat =
    (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) || std::is_enum_v<T>;
template <>
inline constexpr bool kFlat<Vec3> = sizeof(Vec3) == 3 * sizeof(double);
template <>
inline constexpr bool kFlat<Quat> = sizeof(Quat) == 4 * sizeof(double);
template <>
inline constexpr bool kFlat<Pose> = sizeof(Pose) == 7 * sizeof(double);
template <class T>
inline constexpr bool kInOrder = kFlat<T> && !std::is_same_v<T, Quat> && !std::is_same_v<T, Pose>;

class HashSink;

/// State is listed once, in `template <class A> void visitState(A& archive) { archive(m_a, m_b);
/// }`, and saved, loaded and hashed from that one list, so that the three cannot disagree.
///
/// An archive takes arithmetic and enum values, vectors, quaternions, poses, handles, strings,
/// std::array and std::vector of these, and any type with a visitState of its own.
template <class Sink>
class Archive {
 public:
    explicit Archive(Sink& sink) : m_sink(sink) {}

    template <class... Ts>
    void operator()(Ts&... values) {
        (one(values), ...);
    }
    /// The same for lists whose lengths follow from something else, a twin say: others are not
    /// loaded.
    template <class... Cs>
    void rows(Cs&... lists) {
        (row(lists), ...);
    }
    /// Whether it loads: what is loaded may be hostile.
    static constexpr bool kLoads = requires(Sink & sink) { sink.failNow(); };
    /// Whether it hashes: what a clock on the wall says is saved, and is no part of the hash.
    static constexpr bool kHashes = std::is_same_v<Sink, HashSink>;
    /// What was loaded must be so: an enum in its range, say. Saving and hashing do not ask.
    void require(bool so) {
        if constexpr (kLoads) {
            if (!so)
                m_sink.failNow();
        }
    }

 private:
    template <class T>
    void one(T& value) {
        using Plain = std::remove_const_t<T>;
        if constexpr (requires { value.visitState(*this); }) {
            value.visitState(*this);
        } else if constexpr (std::is_arithmetic_v<Plain> || std::is_enum_v<Plain>) {
            m_sink.plain(value);
        } else if constexpr (std::is_same_v<Plain, Vec3>) {
            (*this)(value.x, value.y, value.z);
        } else if constexpr (std::is_same_v<Plain, Quat>) {
            (*this)(value.w, value.x, value.y, value.z);
        } else if constexpr (std::is_same_v<Plain, Pose>) {
            (*this)(value.position, value.rotation);
        } else if constexpr (requires {
                                 value.generation;
                                 value.index;
                             }) {
            (*this)(value.index, value.generation);
        } else if constexpr (requires {
                                 value.first;
                                 value.second;
                             }) {
            (*this)(value.first, value.second);
        } else {
            elements(value, m_sink.length(value));
        }
    }

    template <class C>
    void row(C& list) {
        const size_t before = list.size();
        const size_t n = m_sink.length(list);
        require(n == before && list.size() == before);
        elements(list, n);
    }

    template <class C>
    void elements(C& list, size_t n) {
        if constexpr (requires { m_sink.block(list, n); }) {
            m_sink.block(list, n);
        } else {
            for (size_t i = 0; i < n && m_sink.has(list, i); ++i)
                one(list[i]);
        }
    }

    Sink& m_sink;
};

/// What blocks are made of.
template <class C>
using ElementOf = typename std::remove_const_t<C>::value_type;

/// Archive sink that counts the bytes which saving takes.
class SizeSink {
 public:
    [[nodiscard]] size_t size() const { return m_size; }
    template <class T>
    void plain(const T& /*value*/) {
        m_size += sizeof(T);
    }
    template <class C>
    size_t length(const C& container) {
        m_size += sizeof(uint32_t);
        return container.size();
    }
    template <class C>
    [[nodiscard]] bool has(const C& /*container*/, size_t /*i*/) const {
        return true;
    }
    template <class C>
    requires kInOrder<ElementOf<C>>
    void block(const C& /*container*/, size_t n) { m_size += n * sizeof(ElementOf<C>); }

 private:
    size_t m_size = 0;
};

/// Archive sink that saves to where there is room for all of it, as SizeSink counted.
class SaveSink {
 public:
    explicit SaveSink(std::byte* at) : m_at(at) {}
    template <class T>
    void plain(const T& value) {
        store(&value, sizeof value);
    }
    template <class C>
    size_t length(const C& container) {
        plain(static_cast<uint32_t>(container.size()));
        return container.size();
    }
    template <class C>
    [[nodiscard]] bool has(const C& /*container*/, size_t /*i*/) const {
        return true;
    }
    template <class C>
    requires kInOrder<ElementOf<C>>
    void block(const C& container, size_t n) {
        if (n > 0)
            store(container.data(), n * sizeof(ElementOf<C>));
    }

 private:
    void store(const void* data, size_t size) {
        std::memcpy(m_at, data, size);
        m_at += size;
    }

    std::byte* m_at;
};

/// Archive sink that loads from a ByteReader; errors stay in the reader's `ok()`.
class LoadSink {
 public:
    explicit LoadSink(ByteReader& in) : m_in(in) {}
    template <class T>
    void plain(T& value) {
        value = m_in.get<T>();
    }
    template <class C>
    size_t length(C& container) {
        const size_t n = m_in.count(1);
        if constexpr (requires { container.resize(n); }) {
            if (container.size() > n)
                container.resize(n);
        } else if (n != container.size()) {
            m_in.failNow();
        }
        return n;
    }
    /// Grows with what really comes: a count alone, of elements larger than their bytes, makes no
    /// room.
    template <class C>
    [[nodiscard]] bool has(C& container, size_t i) const {
        if constexpr (requires { container.resize(i); }) {
            if (m_in.ok() && i == container.size())
                container.resize(i + 1);
        }
        return m_in.ok();
    }
    /// As many elements as have bytes: their count makes room for no more.
    template <class C>
    requires kInOrder<ElementOf<C>>
    void block(C& container, size_t n) {
        if (!m_in.ok() || n > m_in.remaining() / sizeof(ElementOf<C>)) {
            m_in.failNow();
            return;
        }
        if constexpr (requires { container.resize(n); })
            container.resize(n);
        m_in.raw(container.data(), n * sizeof(ElementOf<C>));
    }
    void failNow() { m_in.failNow(); }

 private:
    ByteReader& m_in;
};

/// Archive sink that feeds a StateHash.
class HashSink {
 public:
    explicit HashSink(StateHash& hash) : m_hash(hash) {}
    template <class T>
    void plain(const T& value) {
        uint64_t word = 0;
        std::memcpy(&word, &value, sizeof value);
        m_hash.word(word);
    }
    template <class C>
    size_t length(const C& container) {
        m_hash.word(container.size());
        return container.size();
    }
    template <class C>
    [[nodiscard]] bool has(const C& /*container*/, size_t /*i*/) const {
        return true;
    }
    template <class C>
    requires kFlat<ElementOf<C>>
    void block(const C& container, size_t n) {
        m_hash.bulk(container.data(), n * sizeof(ElementOf<C>));
    }

 private:
    StateHash& m_hash;
};

/// Counted first, so that there is room once and each value is a plain store.
template <class T>
void saveState(const T& object, ByteWriter& out) {
    T& listed = const_cast<T&>(object);  // visitState is one list for reading and writing
    SizeSink counted;
    Archive<SizeSink> counts(counted);
    counts(listed);
    SaveSink sink(out.extend(counted.size()));
    Archive<SaveSink> archive(sink);
    archive(listed);
}

template <class T>
void loadState(T& object, ByteReader& in) {
    LoadSink sink(in);
    Archive<LoadSink> archive(sink);
    archive(object);
}

template <class T>
void hashState(const T& object, StateHash& hash) {
    HashSink sink(hash);
    Archive<HashSink> archive(sink);
    archive(const_cast<T&>(object));
}

/// Implements Base's pure virtual save, load and hash from Derived's visitState. A class without
/// visitState does not compile:
///
///     class Stopper final : public Stateful<Stopper, Device> {
///      public:
///         template <class A> void visitState(A& a) { a(m_stroke); }
///     };
template <class Derived, class Base>
class Stateful : public Base {
 public:
    using Base::Base;

    void save(ByteWriter& out) const final {
        check();
        saveState(static_cast<const Derived&>(*this), out);
    }
    [[nodiscard]] Result<void> load(ByteReader& in) final {
        check();
        loadState(static_cast<Derived&>(*this), in);
        if (!in.ok())
            return fail({.doing = "load saved state", .found = "fewer bytes than were saved"});
        return {};
    }
    void hash(StateHash& hash) const final {
        check();
        hashState(static_cast<const Derived&>(*this), hash);
    }

 private:
    static constexpr void check() {
        static_assert(
            requires(Derived & d, Archive<SaveSink> & a) { d.visitState(a); },
            "list the state to save, load and hash in visitState()");
    }
};

}  // namespace gemba
