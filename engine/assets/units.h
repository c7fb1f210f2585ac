#pragma once

#include <glm/glm.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/assets/importer.h"

namespace gemba::assets {

/// What is known of a file before its unit and up axis are decided.
struct FrameHints {
    std::string format;     ///< extension of the format that read it, lower case: "dae", "stl" …
    std::string_view head;  ///< first bytes of the file
    double largestSide = 0.0;  ///< of the model, in the file's own unit; 0 if unknown
    int fbxUpAxis = -1;        ///< 0, 1, 2: what an FBX file claims; -1: nothing
    double fbxUnitCm = 0.0;    ///< centimetres per unit that an FBX file claims; 0: nothing
};

/// How a file's numbers become metres with +Z up.
struct FileFrame {
    double unitM = 1.0;
    bool unitGuessed = false;
    char up = 'z';
    bool upGuessed = false;
    std::string evidence;  ///< one sentence
    /// What Assimp's reader put in front of the root node, to be taken away again.
    glm::dmat4 rootFromFile{1.0};
};

/// The settings' word first, then the file's claim, then the format's rule, then a guess that says
/// so.
[[nodiscard]] FileFrame judgeFrame(const FrameHints& hints, double unitM, UpAxis up);

/// Rotation that turns the file's up axis ('x', 'y' or 'z') to +Z.
[[nodiscard]] glm::dmat3 zUpFrom(char up);

}  // namespace gemba::assets
