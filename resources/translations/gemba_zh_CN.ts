<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>EndpointTrust</name>
    <message>
        <source>Connect?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This twin wants to receive data from

%1

Connect to it?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source> and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> has stopped: its outputs hold their last values. The log names the line and the reason; Reset (Ctrl+R) starts it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is frozen at %2, %3, %4 m: it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are frozen, the first at %2, %3, %4 m: each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> left the world or could no longer be computed. The rest runs on. Look at what it touched last; Reset (Ctrl+R) begins anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plant is silent about %1: the last or the safe value holds. See Sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plant is silent about %1: the twin&apos;s own controller drives instead. See Sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>body %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>About Gemba</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Gemba&lt;/b&gt; %1&lt;br&gt;現場: the actual place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A factory as it is, as it should be, and where the two part.

Free software under the GNU General Public License, version 3 or later.
Built on Qt, Vulkan, Bullet, ZeroMQ, Assimp and QCustomPlot.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::app::UnsavedEdits</name>
    <message>
        <source>Changes of %1 were not saved before the program ended (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes of %1 were not saved before the program ended (%2), and the file was changed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw them away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::app::WindowDesk</name>
    <message>
        <source>The edit shows when the recording is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was changed, and is read again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n other file(s) were changed, and are read again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The bundled twin is not installed with this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled: the picture is of the twin before the edit. The next edit, or undo, shows both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The virtual plant that this twin follows has ended (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Building %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing %1 … %2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Building the simulation of %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 … %2 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui</name>
    <message>
        <source>It has no size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It would be %1 %2 long.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::AlarmModel</name>
    <message>
        <source>Acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Raised %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raised</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::AlarmPanel</name>
    <message>
        <source>Acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alarms, those to be acknowledged first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This twin has no alarms.
They are [[alarm]] tables in its file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No alarm is active, and none waits to be acknowledged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alarms are acknowledged while the simulation runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has been is not acknowledged any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody has seen the selected alarms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody has seen them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::BindForm</name>
    <message>
        <source>Bind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Property that it is tied to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drive: the model does what the plant was told · compare: plant and model side by side · show: no physics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit on the wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit on the wire, such as mm/s; empty: the property&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what is to be bound in the table above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is bound to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no unit of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a plain number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bind %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::ChangeList</name>
    <message>
        <source>Change something …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another script for the controller: it goes on with the state of the one that runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the script as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scripts (*.lua);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::ChangeRow</name>
    <message>
        <source>Property that is changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave this as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::CommandPalette</name>
    <message>
        <source>Nothing here is called so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search of commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::CsvExport</name>
    <message>
        <source>Not written: %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows written to %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::DockTitle</name>
    <message>
        <source>Float or dock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::FuturesModel</name>
    <message>
        <source>%1, an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of them waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way through, s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found no room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two branches of each and more tell whether it is one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of %1 pairs of branches: more than chance makes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of %1 pairs of branches: chance may make as much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of %1 branches; one more would lie between %2 and %3 with 95 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::FuturesPanel</name>
    <message>
        <source>Futures go on from what a session recorded.
This one is not recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> min ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far to look ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> branches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chance plays out differently in each; with more of them the intervals are narrower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Futures compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change something, or nothing, and compute what comes of the instant that is shown: the same branches with and without the change, side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ghosts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline the parts of the first branch in the picture: grey as it is, pink changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far ahead the ghosts are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ghosts of the instant that is shown: what was foreseen beside what came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what ended by now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the instant that is shown, on all processors; the session goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Going to the instant …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From %1: %2 of %3 branches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From %1: %2 branches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled: %1 of %2 branches ended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::FuturesPlot</name>
    <message>
        <source>Parts taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts on the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the curves show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::HelpDialog</name>
    <message>
        <source>Mouse and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>orbit (with Alt too)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zoom to the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look around; fly with W A S D Q E, faster with Shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frame the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frame everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1  3  7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the front, from the right, from above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>perspective or parallel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>select nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one tick on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+  −</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faster, slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back to the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F11</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move the cursor: everything shows that instant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a range; Shift+click: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>←  →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 second; with Shift 10, with Alt 0.1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>,  .</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one tick back, one tick on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+,  Ctrl+.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the message before, the next one: of the chosen signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home  End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the beginning, to the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back to now, where a session runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a bookmark with a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the 3-D view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the time bar of a recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;span style=&apos;color:%1&apos;&gt;Amber&lt;/span&gt; is what the plant measured, &lt;span style=&apos;color:%2&apos;&gt;blue&lt;/span&gt; what the model simulates, &lt;span style=&apos;color:%3&apos;&gt;coral&lt;/span&gt; where they part, &lt;span style=&apos;color:%4&apos;&gt;violet&lt;/span&gt; what nobody has heard of lately.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::ImportDialog</name>
    <message>
        <source>Add to the twin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+%1 is up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing touches it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A box around it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convex hulls of its parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its triangles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Axis that is up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What parts can touch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture could be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triangles %1 · parts %2 · materials %3 · textures %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is only seen: parts pass through it. Costs nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One shape: the cheapest. Right for walls, cabinets, pallets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 convex shapes: cheap, and close where its parts are convex.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 triangles: exact, but slow beyond 100 000. A hull would be faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 triangles: exact, for what stands still.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::InspectorPanel</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its id in the twin file; what names it follows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is selected.
Click equipment in the picture or in the scene to see and change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is open cannot be edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controller&apos;s script still says %1: change it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Remove %1 and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gemba::ui::KeyField</name>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::LanesPanel</name>
    <message>
        <source>No eye is compared.
Bind a light barrier&apos;s signal with role = &quot;compare&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::LanesView</name>
    <message>
        <source>Lanes of the eyes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>residual ±%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plant · model · Δt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last edge %1 s, measured against simulated</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected lines, or all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New twin …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Watch the packing cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;recording …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Named views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Overlays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;lour by signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Layouts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame the selection	F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame everything	Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the front	1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the right	3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From above	7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parallel projection	5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plant solid, model outlined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names and states</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers on items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ground grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shadows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collision shapes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Simulation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find a command …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mouse and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a report for su&amp;pport …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Gemba</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this one as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::MainWindow</name>
    <message>
        <source>Not done: the simulation has too many commands waiting. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twins, models and recordings (*.toml *.glb *.gltf *.dae *.obj *.stl *.ply *.mcap);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes with the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layout %1 is of an older version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of this arrangement:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a report for support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is in %1. Look at it before you send it: it holds the twin file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show › %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show › model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plant against model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Futures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alarms (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was changed by another program, and has changes here that are not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the file&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add equipment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a &amp;model …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New twin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (*.glb *.gltf *.dae *.obj *.stl *.ply *.fbx *.3ds);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The robot&apos;s description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URDF (*.urdf);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A copy beside it, with all that stands on it (Ctrl+D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;rray …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several copies in a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select what is to be copied first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Array of %1 × %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Array</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step in x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step in y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step in z</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::NoticeBar</name>
    <message>
        <source>Back to now (L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop colouring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::OpeningBar</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not open it; what is open goes on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::PalettePanel</name>
    <message>
        <source>What is open cannot be edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter equipment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of equipment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model from a file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>glTF, STL, OBJ, COLLADA, FBX … as it is, without behaviour</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::PlacingTool</name>
    <message>
        <source>&amp;Move and turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;nap to grid and ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handles at what is selected: arrows move it, the ring turns it (M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of 5 cm and 5 degrees, belts to each other&apos;s ends; hold Shift to move freely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 m along %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 joins %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3, %4 m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::PlotCanvas</name>
    <message>
        <source>Plots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δ</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::PlotPanel</name>
    <message>
        <source>Plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cursors A and B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two cursors to be dragged: the time between them, and what the values differ by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values and statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values at the cursors and statistics of what is in sight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what is in sight as a picture or a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag signals here, or choose one in the table, to see what was measured and what was simulated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the chosen signal into a plot of its own, where it stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much time the plots show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the newest value in sight; dragging the plots looks back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture (PNG) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing (SVG) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (CSV) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export cancelled: nothing was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δt %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, that often %1 times a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time from A to B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not plotted: there are %1 plots already. Remove one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To a plot of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As state lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the plot up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the plot down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export what is in sight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not written: %1 ends neither in .png nor in .svg or .csv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not written: %1 cannot be written to; is there room, and may you?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::PlotTable</name>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s · %2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signals in the plots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B − A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dev.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the signal is bound to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the residuals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value under the mouse, or at the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value at the cursor A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value at the cursor B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value at B less that at A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least of what is in sight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greatest of what is in sight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of what is in sight: over the time of a value, over the number of residuals; of a lane how long it is on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of what is in sight, weighed as the mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points in sight; after a plus those that cannot be trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>residual</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::ProblemList</name>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The twin that was open before goes on running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not opened: there is one problem in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not opened: there are %2 problems in it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::RecordingBar</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not save it; recording goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saving %1 … %2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recordings lie in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not recording: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recording begins …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recording since %1 · %2 · %3 back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · %1 lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be saved: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 saved: %2 to %3, %4. %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings (*.mcap)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::ResidualModel</name>
    <message>
        <source>slip %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delay %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias %1 g</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 extra</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::ResidualPanel</name>
    <message>
        <source>Residuals, worst first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This twin has no live source: there is no plant to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing compared yet.
Rows appear once the plant and the model have both seen a part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is estimated here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is open cannot be edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 = %2: the model has it from now on; saved it stands in the file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::SaveDialog</name>
    <message>
        <source>The last %1 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything, since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From one time to another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen range, %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::ScenePanel</name>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>controller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot the signals that are bound to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 × %3 × %4 m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as it should be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stale: its source is silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>differs from the plant: see Plant against model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::ShortcutDialog</name>
    <message>
        <source>Set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by command or key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the new key here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a command to change its key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the key of &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its standard key is another command&apos;s now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::SignalColoring</name>
    <message>
        <source>&amp;Colour equipment by this signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop colouring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coloured by %1: no value yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coloured by %1: blue is %2, red is %3 %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::SignalModel</name>
    <message>
        <source>drives %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is compared with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is shown at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is published from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replayed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the signal, as the plant sends it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the signal, below %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the plant measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the simulation has at the same instant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit on the wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the measured value can be trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the measured value came from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values a second, over the last five</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time since the last value arrived</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::SignalPanel</name>
    <message>
        <source>No signal is bound.
The panel Wire shows what the plant says, and binds it to a device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of signals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signals</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::SourceCard</name>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages a second, about the last second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages since the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages that the publisher numbered and that never came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source&apos;s clock less ours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages that could not be read; the first reason stands below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages that came twice, or older than one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values that found the queue to the simulation full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times the connection broke, most often by a message that is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recording: not heard yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connected, silent so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stale, last heard %1 ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::SourcePanel</name>
    <message>
        <source>This twin has no live source.
The panel Wire adds one: say there where the plant publishes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::StatusPanel</name>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensor → screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated seconds per second: measured of requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time that one simulation step takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time that one picture takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the simulation is behind the plant and catches up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of the plant that could not be simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a message&apos;s arrival to its picture: half of them are faster than the first figure, 99 of 100 than the second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device that draws the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rendering device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::TimeBar</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause, and leave the physics unbuilt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to now (L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Physics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On: Play simulates again from the nearest checkpoint, with what the plant said.
Off: Play shows the track as it was recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+drag below chooses a range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmark …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note at this instant (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The instant that everything shows, in local time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time at the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What begins again at its end; Shift+drag below makes a range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 second back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 second on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 seconds back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 seconds on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.1 seconds back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.1 seconds on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One tick back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next message of the chosen signal, or of any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message before, of the chosen signal or of any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save range as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep range with a note …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bookmark of the whole range: what it names is never deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let go of it (Shift+click)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, local time: the instant that everything shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recorded track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rebuilding the physics … %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>simulated again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live  ·  history reaches %1 back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  ·  history from %2 to %3 s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You look at %1, %2 ago. The plant goes on meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note at %1:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on %1 to %2, which is kept:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this bookmark</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::TimeStrip</name>
    <message>
        <source>Time of the recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on its way into the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing recorded for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not recorded: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 messages/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::TransportBar</name>
    <message>
        <source>Simulation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One tick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated time, and the tick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plant sets the speed: this twin follows it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated seconds per second (+ and −)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1    tick %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>simulation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plant silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for the plant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recording, paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking back, paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::TwinEditing</name>
    <message>
        <source>Twins (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no longer in its folder. &quot;Save as&quot; writes it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was changed by another program, and is shown as it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is open cannot be edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save twin as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::ViewportHost</name>
    <message>
        <source>3-D view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting the renderer …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The graphics device was lost. Starting it again …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window system cannot show Vulkan pictures: it has no surfaces for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the picture …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture.

%1

Everything else works: signals, residuals, plots.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::WelcomePage</name>
    <message>
        <source>Watch the packing cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See a line as it is, as it should be, and where the two part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the bundled twin and the virtual plant behind it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a twin or a model …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin a new twin …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or drop a file anywhere in this window.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::WireModel</name>
    <message>
        <source>repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bound to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::WirePanel</name>
    <message>
        <source>Add source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint of a source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a plant publishes: tcp://HOST:PORT (ZeroMQ), mqtt://HOST:PORT or mqtts://HOST:PORT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of the wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is open cannot be wired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source yet.
Say above where the plant publishes, and all that it says stands here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has come yet.
Is the plant running, and does it publish at this endpoint?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add source %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gemba::ui::format</name>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
