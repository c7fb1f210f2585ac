// The process's own elementary functions, called as everyone calls them.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <math.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <string>

namespace gemba {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kPi = 3.141592653589793;
constexpr double kLeast = 5e-324;

using Unary = double (*)(double);
using Binary = double (*)(double, double);

// Through volatile pointers: the compiler shall not compute what we want to see computed.
struct Functions {
    std::map<std::string, Unary> unary = {{"sin", ::sin},     {"cos", ::cos},   {"tan", ::tan},
                                          {"asin", ::asin},   {"acos", ::acos}, {"atan", ::atan},
                                          {"sinh", ::sinh},   {"cosh", ::cosh}, {"tanh", ::tanh},
                                          {"exp", ::exp},     {"exp2", ::exp2}, {"expm1", ::expm1},
                                          {"log", ::log},     {"log2", ::log2}, {"log10", ::log10},
                                          {"log1p", ::log1p}, {"cbrt", ::cbrt}};
    std::map<std::string, Binary> binary = {{"atan2", ::atan2}, {"pow", ::pow}, {"hypot", ::hypot}};
};
const Functions& functions() {
    static const Functions all;
    return all;
}
double call(const std::string& name, double x) {
    Unary volatile function = functions().unary.at(name);
    return function(x);
}
double call(const std::string& name, double x, double y) {
    Binary volatile function = functions().binary.at(name);
    return function(x, y);
}
uint64_t bits(double x) {
    return std::bit_cast<uint64_t>(x);
}

struct Reference {
    const char* name;
    double x, y;     // y is 0 for functions of one argument
    double nearest;  // the double nearest to the exact value
    double rest;     // exact value minus that
};
constexpr Reference kReferences[] = {
#include "tests/unit/core/libm_references.inc"
};

/// Distance of the last bit of x, as frexp tells it.
double lastBit(double x) {
    int exponent = 0;
    frexp(x, &exponent);
    return ldexp(1.0, std::max(exponent - 53, -1074));
}

TEST(Libm, IsWithinOneUlpOfTheExactValue) {
    for (const Reference& reference : kReferences) {
        const std::string name = reference.name;
        const double got = functions().binary.contains(name) ? call(name, reference.x, reference.y)
                                                             : call(name, reference.x);
        const double ulps =
            fabs((got - reference.nearest) - reference.rest) / lastBit(reference.nearest);
        EXPECT_LE(ulps, 1.0) << name << "(" << reference.x << ", " << reference.y << ") = " << got
                             << ", expected " << reference.nearest;
    }
}

TEST(Libm, HasReferencesForEveryFunction) {
    std::map<std::string, int> count;
    for (const Reference& reference : kReferences)
        ++count[reference.name];
    EXPECT_EQ(count.size(), functions().unary.size() + functions().binary.size());
    for (const auto& [name, number] : count)
        EXPECT_GE(number, 24) << name;
}

struct Special {
    const char* name;
    double x;
    double expected;
};

TEST(Libm, OneArgumentSpecialValues) {
    const Special cases[] = {
        {"sin", kInf, kNan},        {"cos", -kInf, kNan},     {"cos", 0.0, 1.0},
        {"tan", kInf, kNan},        {"cos", kLeast, 1.0},     {"asin", 1.0, kPi / 2},
        {"asin", 1.0000001, kNan},  {"asin", -2.0, kNan},     {"asin", kInf, kNan},
        {"acos", 1.0, 0.0},         {"acos", -1.0, kPi},      {"acos", 0.0, kPi / 2},
        {"acos", 1.5, kNan},        {"atan", kInf, kPi / 2},  {"atan", -kInf, -kPi / 2},
        {"sinh", kInf, kInf},       {"sinh", -kInf, -kInf},   {"sinh", 711.0, kInf},
        {"cosh", -kInf, kInf},      {"cosh", 0.0, 1.0},       {"cosh", -711.0, kInf},
        {"tanh", kInf, 1.0},        {"tanh", -kInf, -1.0},    {"tanh", -800.0, -1.0},
        {"exp", 0.0, 1.0},          {"exp", -0.0, 1.0},       {"exp", kInf, kInf},
        {"exp", -kInf, 0.0},        {"exp", 709.79, kInf},    {"exp", -745.2, 0.0},
        {"exp", -745.1, kLeast},    {"exp2", 3.0, 8.0},       {"exp2", -1074.0, kLeast},
        {"exp2", -1076.0, 0.0},     {"exp2", 1024.0, kInf},   {"exp2", 1023.0, 0x1p1023},
        {"expm1", kInf, kInf},      {"expm1", -kInf, -1.0},   {"expm1", 800.0, kInf},
        {"log", 0.0, -kInf},        {"log", -0.0, -kInf},     {"log", -1.0, kNan},
        {"log", kInf, kInf},        {"log", 1.0, 0.0},        {"log", -kInf, kNan},
        {"log2", 0x1p-1074, -1074}, {"log2", 1024.0, 10.0},   {"log2", 0.0, -kInf},
        {"log2", -1.0, kNan},       {"log10", 1000.0, 3.0},   {"log10", 1e22, 22.0},
        {"log10", -0.0, -kInf},     {"log10", -3.0, kNan},    {"log1p", -1.0, -kInf},
        {"log1p", -1.1, kNan},      {"log1p", kInf, kInf},    {"cbrt", -kInf, -kInf},
        {"cbrt", 27.0, 3.0},        {"cbrt", -1000.0, -10.0}, {"cbrt", 0x1p-1074, 0x1p-358},
    };
    for (const Special& special : cases) {
        const double got = call(special.name, special.x);
        if (isnan(special.expected))
            EXPECT_TRUE(isnan(got)) << special.name << "(" << special.x << ") = " << got;
        else
            EXPECT_EQ(bits(got), bits(special.expected))
                << special.name << "(" << special.x << ") = " << got;
    }
}

TEST(Libm, OddFunctionsKeepTheSignOfZeroAndTheSmallest) {
    for (const char* name : {"sin", "tan", "asin", "atan", "sinh", "tanh", "expm1", "log1p"}) {
        for (const double x : {0.0, -0.0, kLeast, -kLeast, 1e-310, -1e-310, 1e-300})
            EXPECT_EQ(bits(call(name, x)), bits(x)) << name << "(" << x << ")";
    }
    EXPECT_EQ(bits(call("cbrt", -0.0)), bits(-0.0));
}

TEST(Libm, NotANumberStaysSo) {
    for (const auto& [name, function] : functions().unary)
        EXPECT_TRUE(isnan(call(name, kNan))) << name;
    EXPECT_TRUE(isnan(call("atan2", kNan, 1.0)) && isnan(call("atan2", 1.0, kNan)));
    EXPECT_TRUE(isnan(call("pow", kNan, 1.0)) && isnan(call("pow", 2.0, kNan)));
    EXPECT_TRUE(isnan(call("hypot", kNan, 1.0)) && isnan(call("hypot", 1.0, kNan)));
}

struct Special2 {
    const char* name;
    double x, y;
    double expected;
};

TEST(Libm, TwoArgumentSpecialValues) {
    const Special2 cases[] = {
        {"atan2", 0.0, 1.0, 0.0},
        {"atan2", -0.0, 1.0, -0.0},
        {"atan2", 0.0, -1.0, kPi},
        {"atan2", -0.0, -1.0, -kPi},
        {"atan2", 0.0, 0.0, 0.0},
        {"atan2", -0.0, -0.0, -kPi},
        {"atan2", 1.0, 0.0, kPi / 2},
        {"atan2", -1.0, -0.0, -kPi / 2},
        {"atan2", 1.0, kInf, 0.0},
        {"atan2", -1.0, -kInf, -kPi},
        {"atan2", kInf, -5.0, kPi / 2},
        {"atan2", kInf, kInf, kPi / 4},
        {"atan2", -kInf, -kInf, -kPi * .75},
        {"atan2", 1e308, 1e308, kPi / 4},
        {"atan2", kLeast, kLeast, kPi / 4},
        {"atan2", kLeast, 1e308, 0.0},
        {"pow", kNan, 0.0, 1.0},
        {"pow", 1.0, kNan, 1.0},
        {"pow", -1.0, kInf, 1.0},
        {"pow", 0.0, -1.0, kInf},
        {"pow", -0.0, -1.0, -kInf},
        {"pow", -0.0, -2.0, kInf},
        {"pow", -0.0, 3.0, -0.0},
        {"pow", -0.0, 2.5, 0.0},
        {"pow", 0.5, kInf, 0.0},
        {"pow", 0.5, -kInf, kInf},
        {"pow", 2.0, -kInf, 0.0},
        {"pow", -kInf, 3.0, -kInf},
        {"pow", -kInf, -3.0, -0.0},
        {"pow", -kInf, 2.0, kInf},
        {"pow", kInf, -0.5, 0.0},
        {"pow", -8.0, 1.0 / 3, kNan},
        {"pow", -2.0, 3.0, -8.0},
        {"pow", -2.0, 0x1p60, kInf},
        {"pow", 3.0, 2.0, 9.0},
        {"pow", 2.0, -1074.0, kLeast},
        {"pow", 10.0, 22.0, 1e22},
        {"pow", 10.0, 309.0, kInf},
        {"pow", 10.0, -330.0, 0.0},
        {"pow", -1.0, 0x1p53 - 1, -1.0},
        {"pow", 1.5, 1e308, kInf},
        {"pow", 0.999, 1e308, 0.0},
        {"pow", 1.7, 1e-300, 1.0},
        {"hypot", kInf, kNan, kInf},
        {"hypot", kNan, -kInf, kInf},
        {"hypot", 3.0, -4.0, 5.0},
        {"hypot", 0.0, -0.0, 0.0},
        {"hypot", 3e300, 4e300, 5e300},
        {"hypot", 3 * kLeast, 4 * kLeast, 5 * kLeast},
        {"hypot", 1.7e308, 1.7e308, kInf},
    };
    for (const Special2& special : cases) {
        const double got = call(special.name, special.x, special.y);
        if (isnan(special.expected))
            EXPECT_TRUE(isnan(got)) << special.name << " = " << got;
        else
            EXPECT_EQ(bits(got), bits(special.expected))
                << special.name << "(" << special.x << ", " << special.y << ") = " << got;
    }
}

TEST(Libm, LargestNumbersDoNotOverflowEarly) {
    EXPECT_LT(call("exp", 709.782712893384), kInf);
    EXPECT_EQ(call("exp", 709.7827128933841), kInf);
    EXPECT_LT(call("exp2", 1023.9999999999999), kInf);
    EXPECT_LT(call("sinh", 710.4758600739439), kInf);
    EXPECT_EQ(call("sinh", 710.475860073944), kInf);
    EXPECT_LT(call("pow", 0x1.fffffffffffffp511, 2.0), kInf);
}

TEST(Libm, SincosHasTheBitsOfSinAndCos) {
    void (*volatile both)(double, double*, double*) = &::sincos;
    for (const Reference& reference : kReferences) {
        double sine = 0.0;
        double cosine = 0.0;
        both(reference.x, &sine, &cosine);
        EXPECT_EQ(bits(sine), bits(call("sin", reference.x))) << reference.x;
        EXPECT_EQ(bits(cosine), bits(call("cos", reference.x))) << reference.x;
    }
}

// What a shared library (Bullet, Lua) finds when it asks for sin: it must be the executable's.
TEST(Libm, SharedLibrariesFindTheExecutablesFunctions) {
    Dl_info self = {};
    ASSERT_NE(dladdr(reinterpret_cast<const void*>(&lastBit), &self), 0);
    for (const char* name :
         {"sin", "cos",  "sincos", "tan", "asin", "acos",  "atan",  "atan2", "sinh", "cosh", "tanh",
          "exp", "exp2", "expm1",  "log", "log2", "log10", "log1p", "pow",   "cbrt", "hypot"}) {
        Dl_info found = {};
        void* address = dlsym(RTLD_DEFAULT, name);
        ASSERT_NE(dladdr(address, &found), 0) << name;
        EXPECT_EQ(found.dli_fbase, self.dli_fbase) << name << " comes from " << found.dli_fname;
    }
}

}  // namespace
}  // namespace gemba
