-- The packing cell's controller: what the PLC of a real line would do, every 10 ms.
--
-- inputs   what the devices report ("pe2.blocked"), inputs.time (s) and inputs.period (s)
-- state    the only thing that survives from one call to the next
-- returns  the commands; a command stays as it is until it is given anew
--
-- Lengths in m along the outfeed, from its infeed edge; a carton's place is its middle.

local BELT_SPEED = 0.4       -- m/s, both belts
local FEED_EVERY = 2.5       -- s: one metre of belt

local CARTON = 0.4           -- length of a carton
local SCALE_AT = 1.2
local PE2_AT = 2.0
local STOPPER_AT = 2.6
local PUSHER_AT = 4.2
local PLATE = 0.5            -- length of the pusher's plate
local PUSH_TIME = 1.1        -- s, out and back

local LIGHTEST = 1.92        -- kg: what weighs less is rejected
local NEAREST = 0.5          -- gap that the stopper restores where cartons come closer
local JAM_AFTER = 4.0        -- s that pe2 may be blocked
local CLEAR_AFTER = 1.0      -- s that it must be free again
local AMBER_FOR = 3.0        -- s after a reject

-- Kinds of carton, as the feeder counts its items. Each ninth is light, each thirteenth lean.
local FULL, LIGHT, LEAN = 0, 1, 2
local LIGHT_EVERY, LEAN_EVERY = 9, 13

function init()
    return {
        tracks = {},         -- cartons past the scale, foremost first: { x, light }
        feed_from = 0.0,     -- time from which the feeder may run
        rejects = 0,
        let_pass = 0,        -- light, but too close to a neighbour to be pushed
        made = 0,            -- cartons that were counted
        light_turn = 0,      -- cartons since one whose turn it was to be light
        lean_turn = 0,
        variant = FULL,      -- of the next carton
    }
end

-- Counts the cartons that the feeder has made: mostly full ones, some light, some lean but good.
-- Where the plant chooses the kinds and one comes out of turn here, its turn is the plant's.
local function count_made(inputs, state)
    local more = inputs["feeder.made"] - state.made
    if more <= 0 then return end
    state.made = state.made + more
    state.light_turn = (state.light_turn + more) % LIGHT_EVERY
    state.lean_turn = (state.lean_turn + more) % LEAN_EVERY
    local kind = inputs["feeder.last_variant"]
    if kind ~= state.variant then
        if kind == LIGHT then state.light_turn = 0 end
        if kind == LEAN then state.lean_turn = 0 end
    end
end

local function next_kind(state)
    if state.light_turn + 1 == LIGHT_EVERY then return LIGHT end
    if state.lean_turn + 1 == LEAN_EVERY then return LEAN end
    return FULL
end

-- True in the one call in which an eye turns dark (rising) or clear (falling).
local function edges(inputs, state, name)
    local now, before = inputs[name], state[name]
    state[name] = now
    return now and before == false, before == true and not now
end

-- Moves the tracked cartons with the belt: none through a closed stopper or through the one before.
local function follow(tracks, advance, closed)
    local held_at = STOPPER_AT - CARTON / 2
    local room = math.huge
    for _, carton in ipairs(tracks) do
        local limit = room
        if closed and carton.x < held_at + 0.1 then limit = math.min(limit, held_at) end
        carton.x = math.max(carton.x, math.min(carton.x + advance, limit))
        room = carton.x - CARTON
    end
    if tracks[1] and tracks[1].x > 6.0 then table.remove(tracks, 1) end
end

-- pe2 says exactly where a carton is: its leading edge stands in the beam.
local function correct(tracks)
    local place = PE2_AT - CARTON / 2
    for _, carton in ipairs(tracks) do
        if math.abs(carton.x - place) < 0.3 then
            carton.x = place
            return
        end
    end
end

-- Whether the stopper must hold the next carton back, so that it follows at a distance. It never
-- rises under a carton: queued ones that touch pass as they are.
local function must_hold(tracks, holding)
    local ahead = nil
    for _, carton in ipairs(tracks) do
        local front = carton.x + CARTON / 2
        if front <= STOPPER_AT + 0.02 then
            local near = front > STOPPER_AT - 0.12 and front < STOPPER_AT - 0.06
            local back = ahead and ahead.x - CARTON / 2 or math.huge
            return back - front < NEAREST and (holding or (near and back > STOPPER_AT + 0.03))
        end
        ahead = carton
    end
    return false
end

-- The light carton that now stands before the plate, with its place in the list.
local function due_at_pusher(tracks)
    for place, carton in ipairs(tracks) do
        -- The plate starts a hand's breadth from the carton, which rides on until it is met.
        if carton.light and carton.x >= PUSHER_AT - 0.1 and carton.x < PUSHER_AT + 0.1 then
            return place
        end
    end
end

-- Whether the plate would touch the carton before or the one that arrives while it is out.
local function is_free(tracks, place)
    local ahead, behind = tracks[place - 1], tracks[place + 1]
    local half = PLATE / 2 + CARTON / 2
    if ahead and ahead.x < PUSHER_AT + half then return false end
    return not behind or behind.x + BELT_SPEED * PUSH_TIME < PUSHER_AT - half
end

local function run_pusher(inputs, state)
    local place = due_at_pusher(state.tracks)
    if place and is_free(state.tracks, place) then
        table.remove(state.tracks, place)
        state.pushed_at = inputs.time
        state.rejects = state.rejects + 1
        state.pushing = true
    elseif place then
        state.tracks[place].light = false
        state.let_pass = state.let_pass + 1
    end
    -- Back as soon as it is out; a stuck plate is not pressed for long.
    if state.pushing and (inputs["pusher.extended"] or inputs.time - state.pushed_at > PUSH_TIME) then
        state.pushing = false
    end
end

-- A carton that stands at pe2 jams the line: the infeed waits, so that the queue stays short.
local function watch_jam(inputs, state)
    local time = inputs.time
    if inputs["pe2.blocked"] then
        state.clear_since = nil
        state.dark_since = state.dark_since or time
        if time - state.dark_since > JAM_AFTER then state.jam = true end
    else
        state.dark_since = nil
        state.clear_since = state.clear_since or time
        if state.jam and time - state.clear_since > CLEAR_AFTER then
            state.jam = false
            state.feed_from = time + FEED_EVERY  -- not onto the carton that waits before the feeder
        end
    end
end

function step(inputs, state)
    -- Where the cartons are.
    local weighed = inputs["scale.weighed"]
    local pe2_rose = edges(inputs, state, "pe2.blocked")
    follow(state.tracks, inputs["outfeed.actual_speed"] * inputs.period, inputs["stopper.closed"])
    if state.weighed and weighed > state.weighed then
        local light = inputs["scale.last_weight"] < LIGHTEST
        state.tracks[#state.tracks + 1] = { x = SCALE_AT, light = light }
    end
    state.weighed = weighed
    if pe2_rose then correct(state.tracks) end

    -- What to do with them.
    run_pusher(inputs, state)
    state.holding = must_hold(state.tracks, state.holding)
    watch_jam(inputs, state)

    -- The next carton's kind is chosen when the last has left the entry eye: whoever follows this
    -- line reads the kind at that eye's rising edge.
    local _, pe0_fell = edges(inputs, state, "pe0.blocked")
    count_made(inputs, state)
    if pe0_fell then state.variant = next_kind(state) end

    local jam = state.jam or false
    local feeding = not jam and inputs.time >= state.feed_from
    return {
        ["infeed.speed"] = jam and 0.0 or BELT_SPEED,
        ["outfeed.speed"] = BELT_SPEED,
        ["feeder.every"] = feeding and FEED_EVERY or 0.0,
        ["feeder.variant"] = state.variant,
        ["stopper.close"] = state.holding,
        ["pusher.extend"] = state.pushing or false,
        ["stack_light.green"] = not jam,
        ["stack_light.amber"] = state.pushed_at ~= nil and inputs.time - state.pushed_at < AMBER_FOR,
        ["stack_light.red"] = jam,
    }
end
