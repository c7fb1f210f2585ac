#include "engine/assets/robot_inertia.h"

namespace gemba::assets {
namespace {

// kg per m3 of a link's bounding box, which castings, motors and air fill: with this the boxes of
// an IRB 2400 weigh what its data sheet says, 380 kg.
constexpr double kGuessedDensity = 790.0;

glm::dmat3 rotated(const glm::dmat3& tensor, const Quat& rotation) {
    const glm::dmat3 r = glm::mat3_cast(rotation);
    return r * tensor * glm::transpose(r);
}

/// Of a point mass at `at`: what the parallel axes add.
glm::dmat3 steiner(double mass, const Vec3& at) {
    return mass * (glm::dot(at, at) * glm::dmat3(1.0) - glm::outerProduct(at, at));
}

/// One behind the other, both in one frame.
void add(BodyInertia& to, const BodyInertia& more) {
    if (more.mass <= 0.0)
        return;
    const double mass = to.mass + more.mass;
    const Vec3 centre = (to.mass * to.centre + more.mass * more.centre) / mass;
    to.tensor += steiner(to.mass, to.centre - centre);
    to.tensor += more.tensor + steiner(more.mass, more.centre - centre);
    to.mass = mass;
    to.centre = centre;
    to.guessed = to.guessed || more.guessed;
}

BodyInertia inFrame(BodyInertia inertia, const Pose& frameFromIt) {
    inertia.centre = frameFromIt * inertia.centre;
    inertia.tensor = rotated(inertia.tensor, frameFromIt.rotation);
    return inertia;
}

BodyInertia ofShape(const RobotShape& shape) {
    Vec3 size = shape.size, centre(0.0);
    if (shape.kind == RobotShape::Kind::mesh) {
        if (shape.model == nullptr || shape.model->placeholder)
            return {};
        size = (shape.model->boundsMax - shape.model->boundsMin) * shape.scale;
        centre = 0.5 * (shape.model->boundsMax + shape.model->boundsMin) * shape.scale;
    }
    BodyInertia out{.guessed = true};
    out.mass = kGuessedDensity * size.x * size.y * size.z;
    out.centre = centre;
    const Vec3 square = size * size * (out.mass / 12.0);
    out.tensor = glm::dmat3(0.0);
    out.tensor[0][0] = square.y + square.z;
    out.tensor[1][1] = square.x + square.z;
    out.tensor[2][2] = square.x + square.y;
    return inFrame(out, shape.linkFromShape);
}

}  // namespace

BodyInertia inertiaOfLink(const RobotLink& link) {
    BodyInertia out;
    if (link.massGiven) {
        const auto& i = link.inertia;
        out.mass = link.mass;
        out.tensor = glm::dmat3(i[0], i[1], i[2], i[1], i[3], i[4], i[2], i[4], i[5]);
        return inFrame(out, link.linkFromInertia);
    }
    for (const RobotShape& shape : link.collisions.empty() ? link.visuals : link.collisions)
        add(out, ofShape(shape));
    return out;
}

BodyInertia inertiaOfBody(const RobotModel& model, const RobotChain& chain, int32_t body) {
    BodyInertia out;
    for (size_t link = 0; link < model.links.size(); ++link) {
        if (chain.bodyOf[link] == body)
            add(out, inFrame(inertiaOfLink(model.links[link]), chain.bodyFromLink[link]));
    }
    constexpr double kLeast = 1e-3;  // kg: less shakes
    if (out.mass < kLeast) {
        constexpr double kBall = 0.4 * 0.05 * 0.05;  // kg m2: 1 kg within 5 cm
        return {.mass = 1.0, .tensor = glm::dmat3(kBall), .guessed = true};
    }
    return out;
}

}  // namespace gemba::assets
