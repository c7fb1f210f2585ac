#include "engine/assets/scene_nodes.h"

#include <assimp/scene.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "engine/assets/bake_layout.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace {

struct Box {
    glm::dvec3 low{std::numeric_limits<double>::infinity()};
    glm::dvec3 high{-std::numeric_limits<double>::infinity()};

    void add(const glm::dvec3& p) {
        low = glm::min(low, p);
        high = glm::max(high, p);
    }
    [[nodiscard]] bool holds(const Box& other) const {
        return glm::all(glm::lessThanEqual(low, other.low)) &&
               glm::all(glm::greaterThanEqual(high, other.high));
    }
    void addCorners(const Box& box, const glm::dmat4& outerFromBox) {
        for (int i = 0; i < 8; ++i) {
            const glm::dvec3 corner(i & 1 ? box.high.x : box.low.x, i & 2 ? box.high.y : box.low.y,
                                    i & 4 ? box.high.z : box.low.z);
            add(glm::dvec3(outerFromBox * glm::dvec4(corner, 1.0)));
        }
    }
};

/// Assimp's matrix is row-major; what is not affine or not finite becomes the identity.
glm::dmat4 toMatrix(const aiMatrix4x4& m, bool& isGood) {
    const glm::dmat4 out(glm::dvec4(m.a1, m.b1, m.c1, 0.0), glm::dvec4(m.a2, m.b2, m.c2, 0.0),
                         glm::dvec4(m.a3, m.b3, m.c3, 0.0), glm::dvec4(m.a4, m.b4, m.c4, 1.0));
    for (int column = 0; column < 4; ++column) {
        for (int row = 0; row < 3; ++row) {
            if (std::isfinite(out[column][row]))
                continue;
            isGood = false;
            return glm::dmat4(1.0);
        }
    }
    return out;
}

/// Visits parents first, without recursion: a hostile tree may be deep.
/// `visit(node, parent's number)` gives the node's number.
template <class Visit>
void walk(const aiScene& scene, Visit&& visit) {
    struct Pending {
        const aiNode* node;
        int32_t parent;
    };
    std::vector<Pending> stack{{scene.mRootNode, -1}};
    while (!stack.empty()) {
        const Pending at = stack.back();
        stack.pop_back();
        const auto number = static_cast<int32_t>(visit(*at.node, at.parent));
        for (unsigned i = at.node->mNumChildren; i-- > 0;) {
            if (at.node->mChildren[i] != nullptr)
                stack.push_back({at.node->mChildren[i], number});
        }
    }
}

/// Gives every node a name of its own: "bolt", "bolt.2", "bolt.3".
class NameGiver {
 public:
    /// A child called like its parent is common and harmless: numbered without a word.
    std::string give(const std::string& wished, std::string_view parent) {
        const std::string base = wished.empty() ? "node" : wished;
        if (m_used.insert(base).second)
            return base;
        m_repeated += wished.empty() || wished == parent ? 0 : 1;
        for (;;) {
            const uint32_t number = ++m_counts.try_emplace(base, 1).first->second;
            std::string name = fmt::format("{}.{}", base, number);
            if (m_used.insert(name).second)
                return name;
        }
    }
    void reserve(size_t count) { m_used.reserve(count); }
    [[nodiscard]] size_t repeated() const { return m_repeated; }

 private:
    std::unordered_set<std::string> m_used;
    std::unordered_map<std::string, uint32_t> m_counts;
    size_t m_repeated = 0;
};

bool turnsAxes(const glm::dmat4& m) {
    // A row with one entry maps a box to a box; then its corners give exact bounds.
    for (int row = 0; row < 3; ++row) {
        const glm::dvec3 r(m[0][row], m[1][row], m[2][row]);
        const double largest = glm::max(std::abs(r.x), std::max(std::abs(r.y), std::abs(r.z)));
        const double rest = std::abs(r.x) + std::abs(r.y) + std::abs(r.z) - largest;
        if (rest > 1e-6 * largest)
            return true;
    }
    return false;
}

/// Those that reach furthest down and up each axis; none of none.
std::vector<uint32_t> outermostOf(const std::vector<Box>& boxes) {
    std::vector<uint32_t> out(boxes.empty() ? 0 : 6);
    Box reached;
    for (uint32_t i = 0; i < boxes.size(); ++i) {
        const Box& box = boxes[i];
        for (int axis = 0; axis < 3; ++axis) {
            if (box.low[axis] < reached.low[axis])
                out[static_cast<size_t>(axis)] = i;
            if (box.high[axis] > reached.high[axis])
                out[static_cast<size_t>(axis) + 3] = i;
        }
        reached.add(box.low);
        reached.add(box.high);
    }
    return out;
}

Box meshBox(const aiMesh& mesh) {
    Box box;
    for (unsigned v = 0; v < mesh.mNumVertices; ++v) {
        const aiVector3D& p = mesh.mVertices[v];
        if (std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z))
            box.add({p.x, p.y, p.z});
    }
    return box;
}

}  // namespace

void convertNodes(const aiScene& scene, const FileFrame& frame, const std::vector<int32_t>& meshOf,
                  BakedScene& out) {
    const glm::dmat4 modelFromFile(frame.unitM * zUpFrom(frame.up));
    const glm::dmat4 fileFromModel = glm::inverse(modelFromFile);
    const glm::dmat4 fileFromRoot = glm::inverse(frame.rootFromFile);
    std::vector<glm::dmat4> fileFromNode;
    NameGiver names;
    bool isGood = true;
    size_t count = 0;
    walk(scene, [&](const aiNode&, int32_t) { return static_cast<uint32_t>(count++); });
    out.nodes.reserve(count);
    fileFromNode.reserve(count);
    names.reserve(count);

    walk(scene, [&](const aiNode& node, int32_t parent) {
        // Placed in the file's frame first, then seen from ours: meshes turn and scale with it.
        const glm::dmat4 outer =
            parent < 0 ? fileFromRoot : fileFromNode[static_cast<size_t>(parent)];
        fileFromNode.push_back(outer * toMatrix(node.mTransformation, isGood));
        const auto number = static_cast<uint32_t>(out.nodes.size());
        const std::string_view above =
            parent < 0 ? std::string_view() : out.nodes[static_cast<size_t>(parent)].name;
        std::string name = names.give(cleanText(node.mName.C_Str(), kMaxName), above);
        out.nodes.push_back({.name = std::move(name),
                             .parent = parent,
                             .modelFromNode = modelFromFile * fileFromNode.back() * fileFromModel});
        for (unsigned i = 0; i < node.mNumMeshes; ++i) {
            const unsigned mesh = node.mMeshes[i];
            if (mesh < meshOf.size() && meshOf[mesh] >= 0)
                out.instances.push_back({number, static_cast<uint32_t>(meshOf[mesh])});
        }
        return number;
    });

    if (!isGood)
        out.report.warnings.emplace_back("a node's placement is not finite; taken as none");
    if (names.repeated() > 0)
        out.report.warnings.push_back(fmt::format("{} {} repeated by other nodes; numbered",
                                                  names.repeated(),
                                                  names.repeated() == 1 ? "name is" : "names are"));
}

double largestSide(const aiScene& scene) {
    std::vector<Box> boxes;
    for (unsigned i = 0; i < scene.mNumMeshes; ++i)
        boxes.push_back(meshBox(*scene.mMeshes[i]));
    std::vector<glm::dmat4> placed;
    Box all;
    bool isGood = true;
    walk(scene, [&](const aiNode& node, int32_t parent) {
        const glm::dmat4 own = toMatrix(node.mTransformation, isGood);
        placed.push_back(parent < 0 ? own : placed[static_cast<size_t>(parent)] * own);
        for (unsigned i = 0; i < node.mNumMeshes; ++i) {
            const unsigned mesh = node.mMeshes[i];
            if (mesh < boxes.size() && boxes[mesh].low.x <= boxes[mesh].high.x)
                all.addCorners(boxes[mesh], placed.back());
        }
        return static_cast<uint32_t>(placed.size() - 1);
    });
    const glm::dvec3 size = all.high - all.low;
    const double largest = std::max({size.x, size.y, size.z});
    return std::isfinite(largest) ? largest : 0.0;
}

void measure(BakedScene& scene) {
    constexpr uint64_t kExactVertices = 50'000'000;
    uint64_t spent = 0;
    Box all;
    std::vector<Box> boxes(scene.instances.size());
    for (size_t i = 0; i < boxes.size(); ++i) {
        const Instance& instance = scene.instances[i];
        const Mesh& mesh = scene.meshes[instance.mesh];
        boxes[i].addCorners({mesh.boundsMin, mesh.boundsMax},
                            scene.nodes[instance.node].modelFromNode);
    }
    const auto add = [&](size_t number) {
        const Instance& instance = scene.instances[number];
        const Mesh& mesh = scene.meshes[instance.mesh];
        const glm::dmat4& modelFromMesh = scene.nodes[instance.node].modelFromNode;
        const Box& box = boxes[number];
        if (all.holds(box))
            return;
        if (!turnsAxes(modelFromMesh) || spent + mesh.vertexCount > kExactVertices) {
            all.add(box.low);
            all.add(box.high);
            return;
        }
        spent += mesh.vertexCount;
        for (uint32_t v = 0; v < mesh.vertexCount; ++v) {
            const float* p = scene.vertices[mesh.firstVertex + v].position;
            all.add(glm::dvec3(modelFromMesh * glm::dvec4(p[0], p[1], p[2], 1.0)));
        }
    };

    // The outermost first: most others are then seen to lie within.
    for (const uint32_t outermost : outermostOf(boxes))
        add(outermost);
    for (size_t i = 0; i < boxes.size(); ++i)
        add(i);
    scene.boundsMin = all.low;
    scene.boundsMax = all.high;
}

}  // namespace gemba::assets
