<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>EndpointTrust</name>
    <message>
        <source>Connect?</source>
        <translation>连接？</translation>
    </message>
    <message>
        <source>This twin wants to receive data from

%1

Connect to it?</source>
        <translation>此孪生要从以下地址接收数据：

%1

是否连接？</translation>
    </message>
</context>
<context>
    <name>LabelWords</name>
    <message>
        <source>stale</source>
        <comment>equipment</comment>
        <translation>过期</translation>
    </message>
    <message>
        <source>stopped</source>
        <comment>a belt</comment>
        <translation>已停止</translation>
    </message>
    <message>
        <source>blocked</source>
        <comment>an eye</comment>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>free</source>
        <comment>an eye</comment>
        <translation>未遮挡</translation>
    </message>
    <message>
        <source>closed</source>
        <comment>a stopper</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>open</source>
        <comment>a stopper</comment>
        <translation>打开</translation>
    </message>
    <message>
        <source>extended</source>
        <comment>a pusher</comment>
        <translation>伸出</translation>
    </message>
    <message>
        <source>home</source>
        <comment>a pusher</comment>
        <translation>原位</translation>
    </message>
    <message>
        <source>moving</source>
        <comment>a machine</comment>
        <translation>运动中</translation>
    </message>
    <message>
        <source>still</source>
        <comment>a robot</comment>
        <translation>静止</translation>
    </message>
    <message>
        <source>at %1</source>
        <comment>a station</comment>
        <translation>位于 %1</translation>
    </message>
    <message>
        <source>holds %1</source>
        <comment>a robot, a part&apos;s number</comment>
        <translation>持有 %1</translation>
    </message>
    <message>
        <source>%1 taken</source>
        <comment>a sink</comment>
        <translation>已取走 %1</translation>
    </message>
    <message>
        <source>%1 made</source>
        <comment>a feeder</comment>
        <translation>已送出 %1</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source> and %1 more</source>
        <translation> 及另外 %1 个</translation>
    </message>
    <message>
        <source>The controller</source>
        <translation>控制器</translation>
    </message>
    <message>
        <source> has stopped: its outputs hold their last values. The log names the line and the reason; Reset starts it again.</source>
        <translation> 已停止：其输出保持最后的值。日志中有出错行和原因；复位可重新启动。</translation>
    </message>
    <message>
        <source>%1 is frozen at %2, %3, %4 m: it</source>
        <translation>%1 已冻结在 %2, %3, %4 m 处：它</translation>
    </message>
    <message>
        <source>%1 are frozen, the first at %2, %3, %4 m: each</source>
        <translation>%1 已冻结，第一个在 %2, %3, %4 m 处：它们</translation>
    </message>
    <message>
        <source> left the world or could no longer be computed. The rest runs on. Look at what it touched last; Reset begins anew.</source>
        <translation>已离开仿真空间或无法继续计算。其余部分继续运行。请检查它最后接触的物体；复位可重新开始。</translation>
    </message>
    <message>
        <source>The plant is silent about %1: the last or the safe value holds. See Sources.</source>
        <translation>现场没有 %1 的数据：保持最后值或安全值。请查看“数据源”。</translation>
    </message>
    <message>
        <source>The plant is silent about %1: the twin&apos;s own controller drives instead. See Sources.</source>
        <translation>现场没有 %1 的数据：改由孪生自带的控制器驱动。请查看“数据源”。</translation>
    </message>
    <message>
        <source>body %1</source>
        <translation>物体 %1</translation>
    </message>
    <message>
        <source>Forced by hand: %1. What is simulated follows that, not the plant.</source>
        <translation>已手动强制：%1。仿真跟随强制值，而不是现场。</translation>
    </message>
</context>
<context>
    <name>ResidualSentence</name>
    <message>
        <source>reading</source>
        <translation>读数</translation>
    </message>
    <message>
        <source>readings</source>
        <translation>读数</translation>
    </message>
    <message>
        <source>stroke</source>
        <translation>行程</translation>
    </message>
    <message>
        <source>strokes</source>
        <translation>行程</translation>
    </message>
    <message>
        <source>part</source>
        <translation>工件</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>工件</translation>
    </message>
    <message>
        <source>%1s</source>
        <comment>several of an item</comment>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 of the last %2 %3 late</source>
        <translation>最近 %2 个 %3 中 %1 个偏晚</translation>
    </message>
    <message>
        <source>%1 of the last %2 %3 early</source>
        <translation>最近 %2 个 %3 中 %1 个偏早</translation>
    </message>
    <message>
        <source>%1 of the last %2 %3 high</source>
        <translation>最近 %2 个 %3 中 %1 个偏高</translation>
    </message>
    <message>
        <source>%1 of the last %2 %3 low</source>
        <translation>最近 %2 个 %3 中 %1 个偏低</translation>
    </message>
    <message>
        <source>, %1 %2</source>
        <comment>by how much, in which unit</comment>
        <translation>，%1 %2</translation>
    </message>
    <message>
        <source>%1 of the last %2 %3 missing</source>
        <translation>最近 %2 个 %3 中缺失 %1 个</translation>
    </message>
    <message>
        <source>%1 of the last %2 %3 extra</source>
        <translation>最近 %2 个 %3 中多出 %1 个</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>agrees, %1 of the last %2 %3 within %4 %5</source>
        <translation>一致，最近 %2 个 %3 中 %1 个在 %4 %5 以内</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>nothing to compare yet</source>
        <translation>尚无可比较的内容</translation>
    </message>
</context>
<context>
    <name>catalogue</name>
    <message>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>mass</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>friction</source>
        <translation>摩擦</translation>
    </message>
    <message>
        <source>restitution</source>
        <translation>恢复系数</translation>
    </message>
    <message>
        <source>color</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>acceleration</source>
        <translation>加速度</translation>
    </message>
    <message>
        <source>slip</source>
        <translation>打滑</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>actual speed</source>
        <translation>实际速度</translation>
    </message>
    <message>
        <source>items</source>
        <translation>工件类型</translation>
    </message>
    <message>
        <source>height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>delay</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>受阻</translation>
    </message>
    <message>
        <source>miss</source>
        <translation>漏检率</translation>
    </message>
    <message>
        <source>every</source>
        <translation>生成间隔</translation>
    </message>
    <message>
        <source>jitter</source>
        <translation>间隔波动</translation>
    </message>
    <message>
        <source>event at</source>
        <translation>触发光电</translation>
    </message>
    <message>
        <source>drop</source>
        <translation>落料高度</translation>
    </message>
    <message>
        <source>spawn</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>variant</source>
        <translation>类型序号</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>缺料率</translation>
    </message>
    <message>
        <source>made</source>
        <translation>已生成数</translation>
    </message>
    <message>
        <source>last variant</source>
        <translation>上次类型序号</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>已取走数</translation>
    </message>
    <message>
        <source>travel time</source>
        <translation>动作时间</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已阻挡</translation>
    </message>
    <message>
        <source>close</source>
        <translation>阻挡</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>卡死</translation>
    </message>
    <message>
        <source>jammed</source>
        <translation>卡在阻挡位</translation>
    </message>
    <message>
        <source>length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>settle</source>
        <translation>稳定时间</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏差</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>重量</translation>
    </message>
    <message>
        <source>last weight</source>
        <translation>上次重量</translation>
    </message>
    <message>
        <source>weighed</source>
        <translation>已称重数</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>stroke</source>
        <translation>行程</translation>
    </message>
    <message>
        <source>side</source>
        <translation>安装侧</translation>
    </message>
    <message>
        <source>extend</source>
        <translation>推出</translation>
    </message>
    <message>
        <source>position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>extended</source>
        <translation>已推出</translation>
    </message>
    <message>
        <source>strokes</source>
        <translation>推出次数</translation>
    </message>
    <message>
        <source>stations</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>turn rate</source>
        <translation>旋转角速度</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标站点</translation>
    </message>
    <message>
        <source>at</source>
        <translation>沿带位置</translation>
    </message>
    <message>
        <source>arrived</source>
        <translation>已到达</translation>
    </message>
    <message>
        <source>urdf</source>
        <translation>URDF 文件</translation>
    </message>
    <message>
        <source>packages</source>
        <translation>包文件夹</translation>
    </message>
    <message>
        <source>tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>drive</source>
        <translation>驱动方式</translation>
    </message>
    <message>
        <source>home</source>
        <translation>初始关节位置</translation>
    </message>
    <message>
        <source>reach</source>
        <translation>吸取距离</translation>
    </message>
    <message>
        <source>payload</source>
        <translation>最大负载</translation>
    </message>
    <message>
        <source>vacuum</source>
        <translation>真空</translation>
    </message>
    <message>
        <source>holding</source>
        <translation>吸持工件编号</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>已吸持</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>运动中</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队动作数</translation>
    </message>
    <message>
        <source>limited</source>
        <translation>受限</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>故障代码</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>掉落数</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>速度损失</translation>
    </message>
    <message>
        <source>leak</source>
        <translation>泄漏</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红灯</translation>
    </message>
    <message>
        <source>amber</source>
        <translation>黄灯</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿灯</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>set</source>
        <translation>设定值</translation>
    </message>
    <message>
        <source>on</source>
        <translation>所在输送机</translation>
    </message>
    <message>
        <source>body</source>
        <translation>物体</translation>
    </message>
    <message>
        <source>conveyor</source>
        <translation>输送机</translation>
    </message>
    <message>
        <source>photo eye</source>
        <translation>光电传感器</translation>
    </message>
    <message>
        <source>feeder</source>
        <translation>上料器</translation>
    </message>
    <message>
        <source>sink</source>
        <translation>出料口</translation>
    </message>
    <message>
        <source>stopper</source>
        <translation>阻挡器</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>pusher</source>
        <translation>推料器</translation>
    </message>
    <message>
        <source>station</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>agv</source>
        <translation>AGV</translation>
    </message>
    <message>
        <source>robot</source>
        <translation>机器人</translation>
    </message>
    <message>
        <source>indicator</source>
        <translation>信号灯</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>rpy deg</source>
        <translation>姿态角 RPY</translation>
    </message>
    <message>
        <source>parent</source>
        <translation>父对象</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>up</source>
        <translation>朝上的轴</translation>
    </message>
    <message>
        <source>collision</source>
        <translation>碰撞</translation>
    </message>
    <message>
        <source>collision shape; cylinder and capsule stand along Z</source>
        <translation>碰撞形状；cylinder（圆柱）和 capsule（胶囊）沿 Z 轴竖立</translation>
    </message>
    <message>
        <source>full extents; a sphere&apos;s diameter is the first</source>
        <translation>全尺寸；球体的直径取第一个值</translation>
    </message>
    <message>
        <source>0 stands still</source>
        <translation>0 表示静止不动</translation>
    </message>
    <message>
        <source>Coulomb coefficient; a contact has the product of both</source>
        <translation>库仑摩擦系数；接触处取双方系数之积</translation>
    </message>
    <message>
        <source>length, width, height of the belt above its floor</source>
        <translation>长度、宽度、带面离地高度</translation>
    </message>
    <message>
        <source>until driven; negative runs backwards</source>
        <translation>未受驱动时的值；负值为反向运行</translation>
    </message>
    <message>
        <source>ramp of the belt&apos;s speed towards the command</source>
        <translation>带速趋向指令值的变化率</translation>
    </message>
    <message>
        <source>share of the speed that parts do not follow</source>
        <translation>工件未跟随的速度比例</translation>
    </message>
    <message>
        <source>commanded belt speed</source>
        <translation>带速指令值</translation>
    </message>
    <message>
        <source>drive enabled; false ramps to a stop</source>
        <translation>驱动使能；false 时减速至停止</translation>
    </message>
    <message>
        <source>share of the speed that parts do not follow, 0 to 1</source>
        <translation>工件未跟随的速度比例，0 至 1</translation>
    </message>
    <message>
        <source>coefficient of the belt&apos;s top, times that of the part: what accelerates it</source>
        <translation>带面的摩擦系数；与工件的系数相乘，决定工件的加速</translation>
    </message>
    <message>
        <source>speed by the drive&apos;s encoder</source>
        <translation>驱动编码器测得的速度</translation>
    </message>
    <message>
        <source>parts on the belt</source>
        <translation>输送机上的工件数</translation>
    </message>
    <message>
        <source>beam above the belt</source>
        <translation>光束高出带面的距离</translation>
    </message>
    <message>
        <source>length of the beam; 0: the belt&apos;s width and 0.2 m</source>
        <translation>光束长度；0：输送机宽度加 0.2 m</translation>
    </message>
    <message>
        <source>from the beam to the output</source>
        <translation>从光束变化到输出变化的时间</translation>
    </message>
    <message>
        <source>a part stands in the beam</source>
        <translation>光束中有工件</translation>
    </message>
    <message>
        <source>from the beam to the output, up to 2 s</source>
        <translation>从光束变化到输出变化的时间，最大 2 s</translation>
    </message>
    <message>
        <source>share of parts not seen, 0 to 1</source>
        <translation>未检测到的工件比例，0 至 1</translation>
    </message>
    <message>
        <source>item types; the property `variant` chooses one by its place</source>
        <translation>工件类型；属性 `variant` 按序号选择其一</translation>
    </message>
    <message>
        <source>makes a part by time; 0: only by event</source>
        <translation>按时间生成工件；0：仅按事件</translation>
    </message>
    <message>
        <source>share of `every` by which each interval varies, uniform</source>
        <translation>每次间隔的波动占 `every` 的比例，均匀分布</translation>
    </message>
    <message>
        <source>a part made by an event appears with its leading edge in this eye&apos;s beam</source>
        <translation>由事件生成的工件出现时，其前沿位于此光电传感器的光束处</translation>
    </message>
    <message>
        <source>height above the belt at which parts appear</source>
        <translation>工件出现时高出带面的距离</translation>
    </message>
    <message>
        <source>each event makes one part</source>
        <translation>每个事件生成一个工件</translation>
    </message>
    <message>
        <source>interval of parts made by time; 0 stops them</source>
        <translation>按时间生成工件的间隔；0 表示停止</translation>
    </message>
    <message>
        <source>which of `items` the next part is</source>
        <translation>下一个工件在 `items` 中的序号</translation>
    </message>
    <message>
        <source>share of parts never made, 0 to 1</source>
        <translation>未生成的工件比例，0 至 1</translation>
    </message>
    <message>
        <source>parts made so far</source>
        <translation>至今已生成的工件数</translation>
    </message>
    <message>
        <source>which of `items` the last part made was</source>
        <translation>上一个生成的工件在 `items` 中的序号</translation>
    </message>
    <message>
        <source>parts not made for want of room or because max_items stood in the world</source>
        <translation>因没有空位或仿真空间中的工件数已达 max_items 而未生成的工件数</translation>
    </message>
    <message>
        <source>a part whose centre is inside the box is taken away</source>
        <translation>中心位于此盒内的工件会被取走</translation>
    </message>
    <message>
        <source>parts taken so far</source>
        <translation>至今已取走的工件数</translation>
    </message>
    <message>
        <source>of the blade; 0: the belt&apos;s width</source>
        <translation>挡板的宽度；0：输送机宽度</translation>
    </message>
    <message>
        <source>from open to closed</source>
        <translation>从放行到阻挡的时间</translation>
    </message>
    <message>
        <source>until driven</source>
        <translation>未受驱动时的状态</translation>
    </message>
    <message>
        <source>command: blade up</source>
        <translation>指令：挡板升起</translation>
    </message>
    <message>
        <source>the blade stays where it is</source>
        <translation>挡板停在原处不动</translation>
    </message>
    <message>
        <source>the blade closes whatever the command says</source>
        <translation>无论指令如何，挡板都升起阻挡</translation>
    </message>
    <message>
        <source>the blade is up</source>
        <translation>挡板已升起</translation>
    </message>
    <message>
        <source>of the weighing platform, centred at `at`</source>
        <translation>称重平台的长度，中心位于 `at`</translation>
    </message>
    <message>
        <source>time constant of the reading</source>
        <translation>读数的时间常数</translation>
    </message>
    <message>
        <source>what it reads too much</source>
        <translation>读数偏大的量</translation>
    </message>
    <message>
        <source>reading now</source>
        <translation>当前读数</translation>
    </message>
    <message>
        <source>reading of the last part, taken as its centre passed the middle</source>
        <translation>上一个工件的读数，在其中心经过平台中点时读取</translation>
    </message>
    <message>
        <source>parts weighed so far</source>
        <translation>至今已称重的工件数</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>of the plate: along the belt, thickness, height</source>
        <translation>推板的尺寸：沿输送方向、厚度、高度</translation>
    </message>
    <message>
        <source>where it stands, looking along travel; it pushes to the other side</source>
        <translation>沿输送方向看，推料器所在的一侧；它推向另一侧</translation>
    </message>
    <message>
        <source>command: true pushes out, false draws back</source>
        <translation>指令：true 推出，false 缩回</translation>
    </message>
    <message>
        <source>the plate stays where it is</source>
        <translation>推板停在原处不动</translation>
    </message>
    <message>
        <source>0 drawn back, stroke pushed out</source>
        <translation>0 为缩回，等于行程为推出</translation>
    </message>
    <message>
        <source>at the end of its stroke</source>
        <translation>位于行程末端</translation>
    </message>
    <message>
        <source>times pushed out so far</source>
        <translation>至今推出的次数</translation>
    </message>
    <message>
        <source>in the order of its path, which is straight between two of them; the property `target` chooses one by its place</source>
        <translation>按路径顺序排列，相邻两站之间为直线；属性 `target` 按序号选择其一</translation>
    </message>
    <message>
        <source>length, width, height of its deck above the floor</source>
        <translation>长度、宽度、台面离地高度</translation>
    </message>
    <message>
        <source>also its deceleration; friction must carry the load along</source>
        <translation>也是减速度；载荷须靠摩擦随车移动</translation>
    </message>
    <message>
        <source>where its path bends it stops and turns on the spot</source>
        <translation>在路径转弯处停下并原地旋转</translation>
    </message>
    <message>
        <source>station that it goes to, by its place in `stations`, from 0</source>
        <translation>要前往的站点在 `stations` 中的序号，从 0 起</translation>
    </message>
    <message>
        <source>something stands in its way: it brakes and waits</source>
        <translation>前方有障碍：制动并等待</translation>
    </message>
    <message>
        <source>station at which it stands; -1 under way</source>
        <translation>当前停靠的站点；-1 为行驶中</translation>
    </message>
    <message>
        <source>it stands at the station of `target`</source>
        <translation>已停靠在 `target` 指定的站点</translation>
    </message>
    <message>
        <source>along its path from the first station</source>
        <translation>沿路径距第一个站点的距离</translation>
    </message>
    <message>
        <source>negative towards the first station</source>
        <translation>驶向第一个站点时为负</translation>
    </message>
    <message>
        <source>the arm&apos;s description; its first link stands at the pose</source>
        <translation>机械臂的描述文件；其第一个连杆位于所设位姿</translation>
    </message>
    <message>
        <source>folders in which package://NAME/ is sought; none: those above the description</source>
        <translation>查找 package://NAME/ 的文件夹；留空：描述文件的各级上层文件夹</translation>
    </message>
    <message>
        <source>link whose +Z face holds parts; none: the last of the chain</source>
        <translation>以其 +Z 面吸持工件的连杆；留空：运动链的最后一个连杆</translation>
    </message>
    <message>
        <source>kinematic: the joints are where they are told to be; motors: they are driven there, and feel what they carry and meet</source>
        <translation>kinematic：关节始终处于指令位置；motors：关节由电机驱动到位，并受所持负载和所碰物体的影响</translation>
    </message>
    <message>
        <source>joints at the start, m where they slide; none: 0, or what is nearest to it</source>
        <translation>启动时的关节位置，移动关节以 m 计；留空：0，或最接近 0 的允许值</translation>
    </message>
    <message>
        <source>how far before the tool&apos;s face a part may be that the vacuum takes</source>
        <translation>真空能吸取的工件距工具面的最大距离</translation>
    </message>
    <message>
        <source>heaviest part that the vacuum holds</source>
        <translation>真空能吸持的最重工件</translation>
    </message>
    <message>
        <source>commanded; m where the joint slides. Not driven: as the motion queue has it</source>
        <translation>指令值；移动关节以 m 计。未受驱动时：由动作队列决定</translation>
    </message>
    <message>
        <source>where the joint is; m where it slides</source>
        <translation>关节的实际位置；移动关节以 m 计</translation>
    </message>
    <message>
        <source>command: hold what is before the tool. Not driven: as the motion queue has it</source>
        <translation>指令：吸持工具前的工件。未受驱动时：由动作队列决定</translation>
    </message>
    <message>
        <source>serial of the part that the vacuum holds; 0: none</source>
        <translation>真空所吸持工件的编号；0：无</translation>
    </message>
    <message>
        <source>the vacuum holds a part</source>
        <translation>真空已吸持工件</translation>
    </message>
    <message>
        <source>a motion is under way</source>
        <translation>正在执行动作</translation>
    </message>
    <message>
        <source>motions that are not done, with the one under way</source>
        <translation>未完成的动作数，含正在执行的动作</translation>
    </message>
    <message>
        <source>a commanded joint lies beyond its limit, and stands at it</source>
        <translation>有关节的指令值超出限位，该关节停在限位处</translation>
    </message>
    <message>
        <source>of the last motions: 0 none, 1 a pose out of reach, 2 a joint beyond its limit, 3 too many motions, 4 no robot: its description could not be read, 5 its joints are driven from outside</source>
        <translation>最近动作的故障：0 无，1 位姿不可达，2 关节超出限位，3 动作过多，4 无机器人：其描述文件无法读取，5 其关节由外部驱动</translation>
    </message>
    <message>
        <source>parts too heavy for the vacuum so far</source>
        <translation>至今因过重而真空无法吸持的工件数</translation>
    </message>
    <message>
        <source>share of its speed that the arm does not reach, 0 to 0.95</source>
        <translation>机械臂达不到的速度比例，0 至 0.95</translation>
    </message>
    <message>
        <source>share of the payload that the vacuum does not hold, 0 to 1</source>
        <translation>真空无法吸持的负载比例，0 至 1</translation>
    </message>
    <message>
        <source>number shown beside it</source>
        <translation>显示在旁边的数值</translation>
    </message>
    <message>
        <source>by the plant, else by the script</source>
        <translation>由现场设定，否则由脚本设定</translation>
    </message>
    <message>
        <source>what was set: the script reads it back</source>
        <translation>已设定的值：供脚本读回</translation>
    </message>
    <message>
        <source>`value` is not 0</source>
        <translation>`value` 不为 0</translation>
    </message>
    <message>
        <source>A box, sphere, cylinder or capsule.</source>
        <translation>长方体、球体、圆柱体或胶囊体。</translation>
    </message>
    <message>
        <source>A light barrier across a belt.</source>
        <translation>横跨输送机的光电开关。</translation>
    </message>
    <message>
        <source>Makes parts on a belt, by time or by event.</source>
        <translation>按时间或事件在输送机上生成工件。</translation>
    </message>
    <message>
        <source>Takes parts away.</source>
        <translation>取走工件。</translation>
    </message>
    <message>
        <source>A blade that rises through the belt and holds parts.</source>
        <translation>从输送机中升起并挡住工件的挡板。</translation>
    </message>
    <message>
        <source>Weighs the parts on a length of belt.</source>
        <translation>对输送机某一段上的工件称重。</translation>
    </message>
    <message>
        <source>A plate that pushes parts off a belt, sideways.</source>
        <translation>将工件从侧向推离输送机的推板。</translation>
    </message>
    <message>
        <source>A place on the floor that vehicles go to.</source>
        <translation>车辆前往的地面位置。</translation>
    </message>
    <message>
        <source>An arm of up to six joints with a vacuum gripper, described by a URDF file.</source>
        <translation>最多六个关节、带真空吸盘的机械臂，由 URDF 文件描述。</translation>
    </message>
    <message>
        <source>A stack light or display.</source>
        <translation>多层信号灯或数字显示屏。</translation>
    </message>
    <message>
        <source>equipment or model that it hangs on</source>
        <translation>所依附的设备或模型</translation>
    </message>
    <message>
        <source>A straight belt. Origin: centre of the infeed edge at belt height, +X along travel.</source>
        <translation>直线输送带。原点：入口边中点，带面高度；+X 沿输送方向。</translation>
    </message>
    <message>
        <source>A vehicle that carries what lies on its deck from station to station. Its path says where it stands; `pose` means nothing.</source>
        <translation>将台面上的物体从一个站点运到另一个站点的车辆。其位置由路径决定；`pose` 无效。</translation>
    </message>
    <message>
        <source>A value of the PLC&apos;s memory that no machine has: an order, a count. The script obeys the plant&apos;s where a binding drives it, and else its own.</source>
        <translation>PLC 存储区中不属于任何设备的值：订单、计数等。有 drive 绑定时脚本采用现场的值，否则采用自身的值。</translation>
    </message>
    <message>
        <source>along the belt, from its infeed edge</source>
        <translation>沿输送机距入口边的距离</translation>
    </message>
    <message>
        <source>roll, pitch, yaw: R = Rz Ry Rx</source>
        <translation>横滚、俯仰、偏航：R = Rz Ry Rx</translation>
    </message>
    <message>
        <source>a model, a device or a device&apos;s part; otherwise the world</source>
        <translation>模型、设备或设备的部件；否则为仿真空间</translation>
    </message>
    <message>
        <source>overrides the file&apos;s own claim</source>
        <translation>取代文件自身的声明</translation>
    </message>
    <message>
        <source>the file&apos;s upward axis; overrides its own claim</source>
        <translation>文件中朝上的轴；取代其自身的声明</translation>
    </message>
    <message>
        <source>on top of the unit</source>
        <translation>在单位换算之外再缩放</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>连接地址</translation>
    </message>
    <message>
        <source>subscribe</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间成员</translation>
    </message>
    <message>
        <source>time unit</source>
        <translation>时间单位</translation>
    </message>
    <message>
        <source>align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>ca file</source>
        <translation>CA 证书文件</translation>
    </message>
    <message>
        <source>credentials file</source>
        <translation>凭据文件</translation>
    </message>
    <message>
        <source>curve server key file</source>
        <translation>CURVE 服务器公钥文件</translation>
    </message>
    <message>
        <source>curve key file</source>
        <translation>CURVE 密钥文件</translation>
    </message>
    <message>
        <source>silent after</source>
        <translation>静默判定时间</translation>
    </message>
    <message>
        <source>tcp://host:port, ipc://path, mqtt://host:port or mqtts://host:port</source>
        <translation>tcp://主机:端口、ipc://路径、mqtt://主机:端口 或 mqtts://主机:端口</translation>
    </message>
    <message>
        <source>topic prefixes; none: every topic</source>
        <translation>主题前缀；不填：所有主题</translation>
    </message>
    <message>
        <source>native: an object that is not Gemba&apos;s own is an error</source>
        <translation>native：不是 Gemba 自身格式的对象视为错误</translation>
    </message>
    <message>
        <source>the member of a foreign object that is its time</source>
        <translation>外来对象中表示其时间的成员</translation>
    </message>
    <message>
        <source>samples take effect as they arrive, or at their source&apos;s time plus delay</source>
        <translation>采样在到达时生效，或在其数据源时间加延迟时生效</translation>
    </message>
    <message>
        <source>for align = &quot;source&quot;</source>
        <translation>用于 align = &quot;source&quot;</translation>
    </message>
    <message>
        <source>trusted: the source&apos;s time is UTC, and decides alone what enters which tick; for align = &quot;source&quot;</source>
        <translation>trusted：数据源的时间为 UTC，仅由它决定哪个采样进入哪个仿真步；用于 align = &quot;source&quot;</translation>
    </message>
    <message>
        <source>mqtts: the certificates that are trusted (PEM); none: the system&apos;s</source>
        <translation>mqtts：受信任的证书 (PEM)；不填：系统证书</translation>
    </message>
    <message>
        <source>MQTT: a file with the user in its first line and the password in its second</source>
        <translation>MQTT：第一行为用户名、第二行为密码的文件</translation>
    </message>
    <message>
        <source>ZeroMQ: a file with the publisher&apos;s public key (Z85); encrypts with CURVE</source>
        <translation>ZeroMQ：发布者公钥 (Z85) 文件；以 CURVE 加密</translation>
    </message>
    <message>
        <source>ZeroMQ: a file with our secret key (Z85); none: a new one for each run</source>
        <translation>ZeroMQ：本机私钥 (Z85) 文件；不填：每次运行新建一个</translation>
    </message>
    <message>
        <source>without any message: the source is stale</source>
        <translation>这么久没有任何消息：数据源视为陈旧</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>No such file or directory</source>
        <translation>没有该文件或目录</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>设备上没有剩余空间</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>是一个目录</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是目录</translation>
    </message>
    <message>
        <source>Address already in use</source>
        <translation>地址已被占用</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>Invalid argument</source>
        <translation>参数无效</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>只读文件系统</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>没有内容</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>a regular file</source>
        <translation>普通文件</translation>
    </message>
    <message>
        <source>no regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>a device or pipe</source>
        <translation>设备或管道</translation>
    </message>
    <message>
        <source>no such file</source>
        <translation>没有该文件</translation>
    </message>
    <message>
        <source>a file that exists</source>
        <translation>存在的文件</translation>
    </message>
    <message>
        <source>not a file</source>
        <translation>不是文件</translation>
    </message>
    <message>
        <source>a file that cannot be read</source>
        <translation>无法读取的文件</translation>
    </message>
    <message>
        <source>a file that cannot be opened</source>
        <translation>无法打开的文件</translation>
    </message>
    <message>
        <source>permission to read it</source>
        <translation>读取权限</translation>
    </message>
    <message>
        <source>room on the disk</source>
        <translation>磁盘空间</translation>
    </message>
    <message>
        <source>an early end</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>at most %1 bytes</source>
        <translation>最多 %1 字节</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>以下之一：%1</translation>
    </message>
    <message>
        <source>did you mean %1?</source>
        <translation>是否指 %1？</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 或 %2</translation>
    </message>
    <message>
        <source>read the twin file</source>
        <translation>读取孪生文件</translation>
    </message>
    <message>
        <source>write the twin file</source>
        <translation>写入孪生文件</translation>
    </message>
    <message>
        <source>change the twin file</source>
        <translation>修改孪生文件</translation>
    </message>
    <message>
        <source>change the twin</source>
        <translation>修改孪生</translation>
    </message>
    <message>
        <source>save the twin under another name</source>
        <translation>以其他名称保存孪生</translation>
    </message>
    <message>
        <source>keep unsaved changes</source>
        <translation>保留未保存的修改</translation>
    </message>
    <message>
        <source>open the twin of a recording</source>
        <translation>打开录制的孪生</translation>
    </message>
    <message>
        <source>take another script for the controller</source>
        <translation>为控制器换用另一个脚本</translation>
    </message>
    <message>
        <source>read a file</source>
        <translation>读取文件</translation>
    </message>
    <message>
        <source>write a file</source>
        <translation>写入文件</translation>
    </message>
    <message>
        <source>read the file</source>
        <translation>读取文件</translation>
    </message>
    <message>
        <source>open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>map the file</source>
        <translation>映射文件</translation>
    </message>
    <message>
        <source>make a temporary folder</source>
        <translation>创建临时文件夹</translation>
    </message>
    <message>
        <source>a place to write; $TMPDIR names another</source>
        <translation>可写入的位置；可用 $TMPDIR 指定其他位置</translation>
    </message>
    <message>
        <source>add a robot</source>
        <translation>添加机器人</translation>
    </message>
    <message>
        <source>add a conveyor</source>
        <translation>添加输送机</translation>
    </message>
    <message>
        <source>add a photo_eye</source>
        <translation>添加光电传感器</translation>
    </message>
    <message>
        <source>add a stopper</source>
        <translation>添加阻挡器</translation>
    </message>
    <message>
        <source>add a scale</source>
        <translation>添加称重台</translation>
    </message>
    <message>
        <source>add a pusher</source>
        <translation>添加推料器</translation>
    </message>
    <message>
        <source>add a %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>no conveyor that it could stand on</source>
        <translation>没有可供其安装的输送机</translation>
    </message>
    <message>
        <source>a conveyor added first</source>
        <translation>先添加一台输送机</translation>
    </message>
    <message>
        <source>no URDF file</source>
        <translation>没有 URDF 文件</translation>
    </message>
    <message>
        <source>the file that describes it chosen first</source>
        <translation>先选择描述它的文件</translation>
    </message>
    <message>
        <source>no twin</source>
        <translation>没有孪生</translation>
    </message>
    <message>
        <source>a file with mistakes</source>
        <translation>有错误的文件</translation>
    </message>
    <message>
        <source>one that gemba check finds nothing wrong with</source>
        <translation>gemba check 检查无误的文件</translation>
    </message>
    <message>
        <source>no equipment &quot;%1&quot;</source>
        <translation>没有设备“%1”</translation>
    </message>
    <message>
        <source>a %1 has no number &quot;%2&quot;</source>
        <translation>%1 没有数值“%2”</translation>
    </message>
    <message>
        <source>%1 in one line, which has no room for a note</source>
        <translation>%1 写在一行中，没有位置放备注</translation>
    </message>
    <message>
        <source>%1 = %2 written there by hand</source>
        <translation>手工写入 %1 = %2</translation>
    </message>
    <message>
        <source>%1 in a form of its own</source>
        <translation>%1 使用了特殊写法</translation>
    </message>
    <message>
        <source>%1 removed there by hand</source>
        <translation>手工删除 %1</translation>
    </message>
    <message>
        <source>[[%1]] written there by hand</source>
        <translation>手工写入 [[%1]]</translation>
    </message>
    <message>
        <source>a table in a form of its own</source>
        <translation>使用特殊写法的表</translation>
    </message>
    <message>
        <source>it removed there by hand</source>
        <translation>手工删除它</translation>
    </message>
    <message>
        <source>a table with another one between its parts</source>
        <translation>被另一个表隔开的表</translation>
    </message>
    <message>
        <source>a file that may not be written to</source>
        <translation>不允许写入的文件</translation>
    </message>
    <message>
        <source>one that may</source>
        <translation>允许写入的文件</translation>
    </message>
    <message>
        <source>a folder that can be written to</source>
        <translation>可写入的文件夹</translation>
    </message>
    <message>
        <source>another text than the one that is open</source>
        <translation>与已打开内容不同的文本</translation>
    </message>
    <message>
        <source>the twin opened again first</source>
        <translation>先重新打开孪生</translation>
    </message>
    <message>
        <source>a twin without a controller</source>
        <translation>没有控制器的孪生</translation>
    </message>
    <message>
        <source>[controller] in the twin file</source>
        <translation>孪生文件中的 [controller]</translation>
    </message>
    <message>
        <source>a syntax error: brackets that do not match</source>
        <translation>语法错误：括号不匹配</translation>
    </message>
    <message>
        <source>a syntax error in %1</source>
        <translation>%1 中有语法错误</translation>
    </message>
    <message>
        <source>a syntax error: %1</source>
        <translation>语法错误：%1</translation>
    </message>
    <message>
        <source>an empty array</source>
        <translation>空数组</translation>
    </message>
    <message>
        <source>an array of %1</source>
        <translation>%1 个元素的数组</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>a date or time</source>
        <translation>日期或时间</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>three numbers</source>
        <translation>三个数</translation>
    </message>
    <message>
        <source>a number, not negative</source>
        <translation>不为负的数</translation>
    </message>
    <message>
        <source>a whole number, not negative</source>
        <translation>不为负的整数</translation>
    </message>
    <message>
        <source>three numbers, not negative</source>
        <translation>三个不为负的数</translation>
    </message>
    <message>
        <source>a number, not negative (%1)</source>
        <translation>不为负的数 (%1)</translation>
    </message>
    <message>
        <source>a whole number, not negative (%1)</source>
        <translation>不为负的整数 (%1)</translation>
    </message>
    <message>
        <source>three numbers, not negative (%1)</source>
        <translation>三个不为负的数 (%1)</translation>
    </message>
    <message>
        <source>a number (%1)</source>
        <translation>数 (%1)</translation>
    </message>
    <message>
        <source>a whole number (%1)</source>
        <translation>整数 (%1)</translation>
    </message>
    <message>
        <source>three numbers (%1)</source>
        <translation>三个数 (%1)</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>%1 至 %2 的数</translation>
    </message>
    <message>
        <source>a number from %1 to %2 (%3)</source>
        <translation>%1 至 %2 的数 (%3)</translation>
    </message>
    <message>
        <source>a number of at least %1</source>
        <translation>不小于 %1 的数</translation>
    </message>
    <message>
        <source>a number of at least %1 (%2)</source>
        <translation>不小于 %1 的数 (%2)</translation>
    </message>
    <message>
        <source>a number of at most %1</source>
        <translation>不大于 %1 的数</translation>
    </message>
    <message>
        <source>a number of at most %1 (%2)</source>
        <translation>不大于 %1 的数 (%2)</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>%1 至 %2 的整数</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2 (%3)</source>
        <translation>%1 至 %2 的整数 (%3)</translation>
    </message>
    <message>
        <source>a whole number of at least %1</source>
        <translation>不小于 %1 的整数</translation>
    </message>
    <message>
        <source>a whole number of at least %1 (%2)</source>
        <translation>不小于 %1 的整数 (%2)</translation>
    </message>
    <message>
        <source>a whole number of at most %1</source>
        <translation>不大于 %1 的整数</translation>
    </message>
    <message>
        <source>three numbers from %1 to %2</source>
        <translation>三个 %1 至 %2 的数</translation>
    </message>
    <message>
        <source>three numbers from %1 to %2 (%3)</source>
        <translation>三个 %1 至 %2 的数 (%3)</translation>
    </message>
    <message>
        <source>three numbers of at least %1</source>
        <translation>三个不小于 %1 的数</translation>
    </message>
    <message>
        <source>three numbers of at least %1 (%2)</source>
        <translation>三个不小于 %1 的数 (%2)</translation>
    </message>
    <message>
        <source>an array of folders</source>
        <translation>文件夹数组</translation>
    </message>
    <message>
        <source>an array of text</source>
        <translation>文本数组</translation>
    </message>
    <message>
        <source>an array of numbers</source>
        <translation>数的数组</translation>
    </message>
    <message>
        <source>an array of numbers (%1)</source>
        <translation>数的数组 (%1)</translation>
    </message>
    <message>
        <source>an array of numbers, not negative (%1)</source>
        <translation>不为负的数的数组 (%1)</translation>
    </message>
    <message>
        <source>an array of numbers from %1 to %2 (%3)</source>
        <translation>%1 至 %2 的数的数组 (%3)</translation>
    </message>
    <message>
        <source>an array of %1 ids</source>
        <translation>%1 id 的数组</translation>
    </message>
    <message>
        <source>a colour as &quot;#rrggbb&quot;</source>
        <translation>形如 &quot;#rrggbb&quot; 的颜色</translation>
    </message>
    <message>
        <source>text of at most %1 bytes</source>
        <translation>最多 %1 字节的文本</translation>
    </message>
    <message>
        <source>text of at most %1 bytes, not empty</source>
        <translation>最多 %1 字节的非空文本</translation>
    </message>
    <message>
        <source>the id of a %1</source>
        <translation>%1 的 id</translation>
    </message>
    <message>
        <source>one table [%1]</source>
        <translation>单个表 [%1]</translation>
    </message>
    <message>
        <source>tables [[%1]]</source>
        <translation>表 [[%1]]</translation>
    </message>
    <message>
        <source>a table with %1</source>
        <translation>含 %1 的表</translation>
    </message>
    <message>
        <source>an unknown key</source>
        <translation>未知的键</translation>
    </message>
    <message>
        <source>%1 more problems</source>
        <translation>另外 %1 个问题</translation>
    </message>
    <message>
        <source>%1 numbers</source>
        <translation>%1 个数</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>最多 %1</translation>
    </message>
    <message>
        <source>%1 at most</source>
        <translation>最多 %1</translation>
    </message>
    <message>
        <source>a number other than 0</source>
        <translation>不为 0 的数</translation>
    </message>
    <message>
        <source>[a-z][a-z0-9_]*, at most 64 characters</source>
        <translation>[a-z][a-z0-9_]*，最多 64 个字符</translation>
    </message>
    <message>
        <source>small letters, digits and _, beginning with a letter</source>
        <translation>小写字母、数字和 _，以字母开头</translation>
    </message>
    <message>
        <source>an id of its own</source>
        <translation>唯一的 id</translation>
    </message>
    <message>
        <source>a name of its own</source>
        <translation>唯一的名称</translation>
    </message>
    <message>
        <source>a device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>a model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>an input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>an output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>a parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>an event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>%1, no such file</source>
        <translation>%1，没有该文件</translation>
    </message>
    <message>
        <source>a file; the path begins at the twin file&apos;s folder</source>
        <translation>文件；路径从孪生文件所在文件夹开始</translation>
    </message>
    <message>
        <source>%1, no such folder</source>
        <translation>%1，没有该文件夹</translation>
    </message>
    <message>
        <source>a folder; the path begins at the twin file&apos;s folder</source>
        <translation>文件夹；路径从孪生文件所在文件夹开始</translation>
    </message>
    <message>
        <source>%1: no device %2</source>
        <translation>%1：没有设备 %2</translation>
    </message>
    <message>
        <source>%1 without a property</source>
        <translation>%1 没有属性</translation>
    </message>
    <message>
        <source>another device: a %1 has no properties</source>
        <translation>另一个设备：%1 没有属性</translation>
    </message>
    <message>
        <source>%1, which does not exist</source>
        <translation>%1，不存在</translation>
    </message>
    <message>
        <source>the id of a model or device, or device.part</source>
        <translation>模型或设备的 id，或 设备.部件</translation>
    </message>
    <message>
        <source>%1: %2 has no moving parts</source>
        <translation>%1：%2 没有活动部件</translation>
    </message>
    <message>
        <source>a circle of parents: %1</source>
        <translation>循环的父级：%1</translation>
    </message>
    <message>
        <source>a chain that ends at the world</source>
        <translation>以世界为终点的链</translation>
    </message>
    <message>
        <source>a parent that does not move</source>
        <translation>不运动的父级</translation>
    </message>
    <message>
        <source>only models may hang on a moving part</source>
        <translation>只有模型可以挂在活动部件上</translation>
    </message>
    <message>
        <source>a place on %1, from %2 to %3 (m)</source>
        <translation>%1 上的位置，从 %2 到 %3 (m)</translation>
    </message>
    <message>
        <source>ids of [[item]]</source>
        <translation>[[item]] 的 id</translation>
    </message>
    <message>
        <source>very many objects</source>
        <translation>对象过多</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>the file was written for a newer Gemba</source>
        <translation>文件由更新版本的 Gemba 写成</translation>
    </message>
    <message>
        <source>at least one step of the simulation, 1/%1 s</source>
        <translation>至少一个仿真步，1/%1 s</translation>
    </message>
    <message>
        <source>the place of the eye</source>
        <translation>视点的位置</translation>
    </message>
    <message>
        <source>another point to look at</source>
        <translation>另一个观察点</translation>
    </message>
    <message>
        <source>a key of very many parts</source>
        <translation>部分过多的键</translation>
    </message>
    <message>
        <source>very many values</source>
        <translation>数值过多</translation>
    </message>
    <message>
        <source>nothing: only numbers have a range</source>
        <translation>不写：只有数值才有范围</translation>
    </message>
    <message>
        <source>drive, compare or show</source>
        <translation>drive、compare 或 show</translation>
    </message>
    <message>
        <source>a topic of at most %1 bytes, without control characters</source>
        <translation>最多 %1 字节、不含控制字符的主题</translation>
    </message>
    <message>
        <source>commands drive, sensors compare</source>
        <translation>指令用 drive，传感器用 compare</translation>
    </message>
    <message>
        <source>an output or an input to publish</source>
        <translation>要发布的输出或输入</translation>
    </message>
    <message>
        <source>%1 beside scale or offset</source>
        <translation>%1 与 scale 或 offset 同时出现</translation>
    </message>
    <message>
        <source>one of the two</source>
        <translation>两者之一</translation>
    </message>
    <message>
        <source>%1, which is no known unit</source>
        <translation>%1，不是已知的单位</translation>
    </message>
    <message>
        <source>a unit, or scale and offset</source>
        <translation>单位，或 scale 和 offset</translation>
    </message>
    <message>
        <source>a unit of %1: %2</source>
        <translation>%1 的单位：%2</translation>
    </message>
    <message>
        <source>no unit: %1 is no measure</source>
        <translation>不写单位：%1 不是物理量</translation>
    </message>
    <message>
        <source>&quot;latest&quot;: only real numbers are interpolated</source>
        <translation>&quot;latest&quot;：只有实数可以插值</translation>
    </message>
    <message>
        <source>%1 without a period</source>
        <translation>%1 没有周期</translation>
    </message>
    <message>
        <source>`period` (or stale_after) beside it: the signal&apos;s interval (s)</source>
        <translation>同时写 `period`（或 stale_after）：信号的间隔 (s)</translation>
    </message>
    <message>
        <source>align = &quot;source&quot; and delay &gt;= %1 in live.%2</source>
        <translation>在 live.%2 中写 align = &quot;source&quot; 和 delay &gt;= %1</translation>
    </message>
    <message>
        <source>%1 without a source that carries the signal</source>
        <translation>%1 没有携带该信号的数据源</translation>
    </message>
    <message>
        <source>a [[live]] with align = &quot;source&quot; and a delay</source>
        <translation>含 align = &quot;source&quot; 和 delay 的 [[live]]</translation>
    </message>
    <message>
        <source>&quot;rising&quot;, &quot;falling&quot; or &quot;both&quot;: the edge that makes the event</source>
        <translation>&quot;rising&quot;、&quot;falling&quot; 或 &quot;both&quot;：触发事件的边沿</translation>
    </message>
    <message>
        <source>nothing: only driven events have an edge</source>
        <translation>不写：只有被驱动的事件才有边沿</translation>
    </message>
    <message>
        <source>nothing: an event has no value to hold</source>
        <translation>不写：事件没有可保持的值</translation>
    </message>
    <message>
        <source>low &lt;= high</source>
        <translation>low &lt;= high</translation>
    </message>
    <message>
        <source>nothing: only eyes that are compared correct</source>
        <translation>不写：只有参与比较的光电传感器才能校正</translation>
    </message>
    <message>
        <source>nothing: it belongs to correct = true</source>
        <translation>不写：它属于 correct = true</translation>
    </message>
    <message>
        <source>nothing: it belongs to role = &quot;%1&quot;</source>
        <translation>不写：它属于 role = &quot;%1&quot;</translation>
    </message>
    <message>
        <source>&quot;hold&quot;, &quot;controller&quot; or a value</source>
        <translation>&quot;hold&quot;、&quot;controller&quot; 或一个值</translation>
    </message>
    <message>
        <source>&quot;hold&quot;, a value, or a [controller]</source>
        <translation>&quot;hold&quot;、一个值，或一个 [controller]</translation>
    </message>
    <message>
        <source>&quot;controller&quot;, but there is no [controller]</source>
        <translation>&quot;controller&quot;，但没有 [controller]</translation>
    </message>
    <message>
        <source>%1 in line %2 has it</source>
        <translation>第 %2 行的 %1 已占用它</translation>
    </message>
    <message>
        <source>a property that nothing else drives</source>
        <translation>没有其他信号驱动的属性</translation>
    </message>
    <message>
        <source>a comparison made once</source>
        <translation>只比较一次</translation>
    </message>
    <message>
        <source>a value shown once</source>
        <translation>只显示一次</translation>
    </message>
    <message>
        <source>a signal that is published once</source>
        <translation>只发布一次的信号</translation>
    </message>
    <message>
        <source>the beginning of a topic, such as &quot;acme/site1/&quot;, without + and #</source>
        <translation>主题的开头，例如 &quot;acme/site1/&quot;，不含 + 和 #</translation>
    </message>
    <message>
        <source>a ZeroMQ endpoint</source>
        <translation>ZeroMQ 端点</translation>
    </message>
    <message>
        <source>a ZeroMQ endpoint, and curve_server_key_file beside it</source>
        <translation>ZeroMQ 端点，并同时写 curve_server_key_file</translation>
    </message>
    <message>
        <source>&quot;source&quot; without a delay</source>
        <translation>&quot;source&quot; 没有 delay</translation>
    </message>
    <message>
        <source>`delay` beside it: how long samples may be on their way (s)</source>
        <translation>同时写 `delay`：样本最长的在途时间 (s)</translation>
    </message>
    <message>
        <source>no delay, or align = &quot;source&quot; beside it</source>
        <translation>不写 delay，或同时写 align = &quot;source&quot;</translation>
    </message>
    <message>
        <source>&quot;trusted&quot; with align = &quot;arrival&quot;</source>
        <translation>&quot;trusted&quot; 与 align = &quot;arrival&quot; 同时出现</translation>
    </message>
    <message>
        <source>align = &quot;source&quot; and a delay beside it</source>
        <translation>同时写 align = &quot;source&quot; 和 delay</translation>
    </message>
    <message>
        <source>no time, or format = &quot;any&quot;: native messages have `t`</source>
        <translation>不写 time，或写 format = &quot;any&quot;：原生消息自带 `t`</translation>
    </message>
    <message>
        <source>an endpoint such as tcp://127.0.0.1:5556</source>
        <translation>形如 tcp://127.0.0.1:5556 的端点</translation>
    </message>
    <message>
        <source>a free endpoint such as tcp://127.0.0.1:5556</source>
        <translation>空闲的端点，例如 tcp://127.0.0.1:5556</translation>
    </message>
    <message>
        <source>tcp://HOST:PORT with a port of at most 65535</source>
        <translation>tcp://HOST:PORT，端口不大于 65535</translation>
    </message>
    <message>
        <source>when = &quot;limit&quot; or &quot;residual&quot;</source>
        <translation>when = &quot;limit&quot; 或 &quot;residual&quot;</translation>
    </message>
    <message>
        <source>when = &quot;limit&quot;</source>
        <translation>when = &quot;limit&quot;</translation>
    </message>
    <message>
        <source>when = &quot;state&quot;</source>
        <translation>when = &quot;state&quot;</translation>
    </message>
    <message>
        <source>when = &quot;limit&quot; or &quot;state&quot;</source>
        <translation>when = &quot;limit&quot; 或 &quot;state&quot;</translation>
    </message>
    <message>
        <source>&quot;limit&quot; without a limit</source>
        <translation>&quot;limit&quot; 没有限值</translation>
    </message>
    <message>
        <source>above, below or both</source>
        <translation>above、below 或两者</translation>
    </message>
    <message>
        <source>less than %1, its &quot;above&quot;</source>
        <translation>小于其 &quot;above&quot; %1</translation>
    </message>
    <message>
        <source>less than above, with the deadband of both between</source>
        <translation>小于 above，且两者之间留有死区</translation>
    </message>
    <message>
        <source>a property that has a value</source>
        <translation>有值的属性</translation>
    </message>
    <message>
        <source>a number, or when = &quot;state&quot;</source>
        <translation>数值属性，或 when = &quot;state&quot;</translation>
    </message>
    <message>
        <source>a property that is true or false, or when = &quot;limit&quot;</source>
        <translation>布尔属性，或 when = &quot;limit&quot;</translation>
    </message>
    <message>
        <source>&quot;measured&quot;, and no signal is bound to %1</source>
        <translation>&quot;measured&quot;，但没有信号绑定到 %1</translation>
    </message>
    <message>
        <source>a [[binding]] of it, or value = &quot;simulated&quot;</source>
        <translation>它的 [[binding]]，或 value = &quot;simulated&quot;</translation>
    </message>
    <message>
        <source>a device or a [[live]] source</source>
        <translation>设备或 [[live]] 数据源</translation>
    </message>
    <message>
        <source>%1 differs from its model</source>
        <translation>%1 与模型不一致</translation>
    </message>
    <message>
        <source>%1 is not between %2 and %3</source>
        <translation>%1 不在 %2 与 %3 之间</translation>
    </message>
    <message>
        <source>%1 is true</source>
        <translation>%1 为 true</translation>
    </message>
    <message>
        <source>%1 is false</source>
        <translation>%1 为 false</translation>
    </message>
    <message>
        <source>%1 is above %2</source>
        <translation>%1 高于 %2</translation>
    </message>
    <message>
        <source>%1 is below %2</source>
        <translation>%1 低于 %2</translation>
    </message>
    <message>
        <source>%1 is silent</source>
        <translation>%1 没有数据</translation>
    </message>
    <message>
        <source>%1 is heard</source>
        <translation>%1 有数据了</translation>
    </message>
    <message>
        <source>%1: controller</source>
        <translation>%1：由控制器驱动</translation>
    </message>
    <message>
        <source>%1: measured</source>
        <translation>%1：由实测值驱动</translation>
    </message>
    <message>
        <source>%1: stale</source>
        <translation>%1：数据过期</translation>
    </message>
    <message>
        <source>%1: forced</source>
        <translation>%1：已强制</translation>
    </message>
    <message>
        <source>%1: overlay</source>
        <translation>%1：由差异驱动</translation>
    </message>
    <message>
        <source>%1: initial</source>
        <translation>%1：初始值</translation>
    </message>
    <message>
        <source>body %1 frozen: left the world</source>
        <translation>物体 %1 已冻结：离开了仿真空间</translation>
    </message>
    <message>
        <source>body %1 frozen: not a number</source>
        <translation>物体 %1 已冻结：位置不再是数</translation>
    </message>
    <message>
        <source>the controller stopped</source>
        <translation>控制器已停止</translation>
    </message>
    <message>
        <source>%1 s never simulated</source>
        <translation>有 %1 s 未被仿真</translation>
    </message>
    <message>
        <source>alarm %1</source>
        <translation>报警 %1</translation>
    </message>
    <message>
        <source>alarm %1: %2</source>
        <translation>报警 %1：%2</translation>
    </message>
    <message>
        <source>alarm %1 is over</source>
        <translation>报警 %1 已恢复</translation>
    </message>
    <message>
        <source>alarm %1 acknowledged</source>
        <translation>报警 %1 已确认</translation>
    </message>
    <message>
        <source>%1 cannot hold %2 kg</source>
        <translation>%1 吸不住 %2 kg</translation>
    </message>
    <message>
        <source>%1 refuses its motions: %2</source>
        <translation>%1 拒绝执行其动作：%2</translation>
    </message>
    <message>
        <source>a pose out of reach</source>
        <translation>位姿超出可达范围</translation>
    </message>
    <message>
        <source>a joint beyond its limit</source>
        <translation>关节超出限位</translation>
    </message>
    <message>
        <source>too many motions</source>
        <translation>动作过多</translation>
    </message>
    <message>
        <source>no description</source>
        <translation>没有描述</translation>
    </message>
    <message>
        <source>its joints are driven</source>
        <translation>其关节正被驱动</translation>
    </message>
    <message>
        <source>this computer&apos;s clock was set by %1 s</source>
        <translation>本机时钟被调整了 %1 s</translation>
    </message>
    <message>
        <source>the clock of %1 was set by %2 s</source>
        <translation>%1 的时钟被调整了 %2 s</translation>
    </message>
    <message>
        <source>%1 left the world; it is frozen where it was</source>
        <translation>%1 离开了仿真空间；已冻结在原处</translation>
    </message>
    <message>
        <source>%1 has no finite position any more; it is frozen where it was</source>
        <translation>%1 的位置不再有限；已冻结在原处</translation>
    </message>
    <message>
        <source>payload is not UTF-8</source>
        <translation>内容不是 UTF-8</translation>
    </message>
    <message>
        <source>a number that is malformed or not finite</source>
        <translation>数的格式错误或非有限</translation>
    </message>
    <message>
        <source>payload is not valid JSON</source>
        <translation>内容不是有效的 JSON</translation>
    </message>
    <message>
        <source>empty payload</source>
        <translation>内容为空</translation>
    </message>
    <message>
        <source>something stands behind the JSON value</source>
        <translation>JSON 值之后还有内容</translation>
    </message>
    <message>
        <source>not json</source>
        <translation>不是 JSON</translation>
    </message>
    <message>
        <source>foreign payload, the source says native</source>
        <translation>外部格式的内容，而数据源声明为 native</translation>
    </message>
    <message>
        <source>a name of more than %1 bytes</source>
        <translation>名称超过 %1 字节</translation>
    </message>
    <message>
        <source>nested deeper than %1</source>
        <translation>嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>text of %1 bytes in &quot;%2&quot;, at most %3: left out</source>
        <translation>&quot;%2&quot; 中的文本为 %1 字节，最多 %3：已略去</translation>
    </message>
    <message>
        <source>more than %1 values</source>
        <translation>超过 %1 个值</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a time</source>
        <translation>&quot;%1&quot; 不是时间</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands twice</source>
        <translation>&quot;%1&quot; 出现两次</translation>
    </message>
    <message>
        <source>neither or both of v and values</source>
        <translation>v 和 values 必须恰有其一</translation>
    </message>
    <message>
        <source>last is neither true nor false</source>
        <translation>last 既不是 true 也不是 false</translation>
    </message>
    <message>
        <source>unknown member</source>
        <translation>未知的成员</translation>
    </message>
    <message>
        <source>%1 is &quot;%2&quot;, expected ISO 8601</source>
        <translation>%1 为 &quot;%2&quot;，应为 ISO 8601</translation>
    </message>
    <message>
        <source>%1 is not a time in whole nanoseconds since 1970</source>
        <translation>%1 不是自 1970 年起的整数纳秒</translation>
    </message>
    <message>
        <source>seq is not a whole number from 0</source>
        <translation>seq 不是从 0 起的整数</translation>
    </message>
    <message>
        <source>q is none of good, uncertain, bad, stale</source>
        <translation>q 不是 good、uncertain、bad、stale 之一</translation>
    </message>
    <message>
        <source>values is not an object</source>
        <translation>values 不是对象</translation>
    </message>
    <message>
        <source>a value is an object</source>
        <translation>某个值是对象</translation>
    </message>
    <message>
        <source>a value is null</source>
        <translation>某个值为 null</translation>
    </message>
    <message>
        <source>a number that is not finite</source>
        <translation>非有限的数</translation>
    </message>
    <message>
        <source>text of %1 bytes, at most %2</source>
        <translation>文本为 %1 字节，最多 %2</translation>
    </message>
    <message>
        <source>array of more than %1 elements</source>
        <translation>数组超过 %1 个元素</translation>
    </message>
    <message>
        <source>array of something else than numbers</source>
        <translation>数组元素不是数</translation>
    </message>
    <message>
        <source>empty array</source>
        <translation>空数组</translation>
    </message>
    <message>
        <source>not protobuf</source>
        <translation>不是 protobuf</translation>
    </message>
    <message>
        <source>field %1 of another type, or unknown</source>
        <translation>字段 %1 类型不符或未知</translation>
    </message>
    <message>
        <source>payload is not valid protobuf</source>
        <translation>内容不是有效的 protobuf</translation>
    </message>
    <message>
        <source>payload is no message of its type</source>
        <translation>内容不是其类型的消息</translation>
    </message>
    <message>
        <source>payload of %1 bytes, at most %2</source>
        <translation>内容为 %1 字节，最多 %2</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>没有值</translation>
    </message>
    <message>
        <source>quality is none of 0 to 3</source>
        <translation>质量不在 0 至 3 之内</translation>
    </message>
    <message>
        <source>text that is not UTF-8</source>
        <translation>文本不是 UTF-8</translation>
    </message>
    <message>
        <source>an array that is empty, or no packed numbers</source>
        <translation>数组为空，或不是打包的数</translation>
    </message>
    <message>
        <source>%1 names of %2 values</source>
        <translation>%2 个值有 %1 个名称</translation>
    </message>
    <message>
        <source>a column that stands twice</source>
        <translation>某一列出现两次</translation>
    </message>
    <message>
        <source>message of one frame, expected 2 or 3</source>
        <translation>消息只有一帧，应为 2 或 3 帧</translation>
    </message>
    <message>
        <source>message of more than 3 frames</source>
        <translation>消息超过 3 帧</translation>
    </message>
    <message>
        <source>topic of %1 bytes, at most %2</source>
        <translation>主题为 %1 字节，最多 %2</translation>
    </message>
    <message>
        <source>topic is not UTF-8</source>
        <translation>主题不是 UTF-8</translation>
    </message>
    <message>
        <source>content type &quot;%1&quot;, expected json or protobuf</source>
        <translation>内容类型为 &quot;%1&quot;，应为 json 或 protobuf</translation>
    </message>
    <message>
        <source>encoding %1, expected json, or protobuf with its schema</source>
        <translation>编码为 %1，应为 json，或带模式的 protobuf</translation>
    </message>
    <message>
        <source>another publisher began on a topic (%1)</source>
        <translation>另一个发布方开始使用某主题（%1）</translation>
    </message>
    <message>
        <source>a time of this source that cannot be</source>
        <translation>此数据源不可能的时间</translation>
    </message>
    <message>
        <source>beyond its range</source>
        <translation>超出范围</translation>
    </message>
    <message>
        <source>a thousand times off: in another unit?</source>
        <translation>相差一千倍：是否为其他单位？</translation>
    </message>
    <message>
        <source>connect to a source</source>
        <translation>连接数据源</translation>
    </message>
    <message>
        <source>connect to a broker</source>
        <translation>连接代理服务器</translation>
    </message>
    <message>
        <source>subscribe to topics</source>
        <translation>订阅主题</translation>
    </message>
    <message>
        <source>use an endpoint</source>
        <translation>使用端点</translation>
    </message>
    <message>
        <source>replace an endpoint</source>
        <translation>替换端点</translation>
    </message>
    <message>
        <source>publish at an endpoint</source>
        <translation>在端点发布</translation>
    </message>
    <message>
        <source>read a key</source>
        <translation>读取密钥</translation>
    </message>
    <message>
        <source>more than 4 KiB, or no plain file</source>
        <translation>超过 4 KiB，或不是普通文件</translation>
    </message>
    <message>
        <source>the user in the first line and the password in the second</source>
        <translation>第一行为用户名，第二行为密码</translation>
    </message>
    <message>
        <source>no user</source>
        <translation>没有用户名</translation>
    </message>
    <message>
        <source>a key of CURVE: 40 characters of Z85, as zmq_curve_keypair writes</source>
        <translation>CURVE 密钥：40 个 Z85 字符，如 zmq_curve_keypair 所写</translation>
    </message>
    <message>
        <source>a user or password</source>
        <translation>用户名或密码</translation>
    </message>
    <message>
        <source>%1: the broker does not let us in: %2</source>
        <translation>%1：代理服务器拒绝接入：%2</translation>
    </message>
    <message>
        <source>a wildcard</source>
        <translation>通配符</translation>
    </message>
    <message>
        <source>the beginning of a topic, such as acme/site1/</source>
        <translation>主题的开头，例如 acme/site1/</translation>
    </message>
    <message>
        <source>the certificates that are trusted (PEM)</source>
        <translation>受信任的证书 (PEM)</translation>
    </message>
    <message>
        <source>import the model</source>
        <translation>导入模型</translation>
    </message>
    <message>
        <source>import the robot</source>
        <translation>导入机器人</translation>
    </message>
    <message>
        <source>read the robot</source>
        <translation>读取机器人</translation>
    </message>
    <message>
        <source>set up the robot</source>
        <translation>设置机器人</translation>
    </message>
    <message>
        <source>start the importer</source>
        <translation>启动导入程序</translation>
    </message>
    <message>
        <source>shut the importer in</source>
        <translation>隔离导入程序</translation>
    </message>
    <message>
        <source>open the imported model</source>
        <translation>打开已导入的模型</translation>
    </message>
    <message>
        <source>write the imported model</source>
        <translation>写入已导入的模型</translation>
    </message>
    <message>
        <source>read levels of detail</source>
        <translation>读取细节层次</translation>
    </message>
    <message>
        <source>keep levels of detail</source>
        <translation>保存细节层次</translation>
    </message>
    <message>
        <source>decode a picture</source>
        <translation>解码图片</translation>
    </message>
    <message>
        <source>make a collision mesh</source>
        <translation>生成碰撞网格</translation>
    </message>
    <message>
        <source>allow a folder to a model</source>
        <translation>允许模型访问文件夹</translation>
    </message>
    <message>
        <source>the importer ran out of its %1 MiB of memory</source>
        <translation>导入程序用尽了 %1 MiB 内存</translation>
    </message>
    <message>
        <source>a smaller model or a higher limit</source>
        <translation>较小的模型或更高的限制</translation>
    </message>
    <message>
        <source>the importer took more than %1 s of processor time</source>
        <translation>导入程序占用的处理器时间超过 %1 s</translation>
    </message>
    <message>
        <source>the importer was killed, as when memory runs out</source>
        <translation>导入程序被终止，内存耗尽时会如此</translation>
    </message>
    <message>
        <source>the importer crashed (Bus error), as when a file is cut short while it is read</source>
        <translation>导入程序崩溃（Bus error），读取时文件被截断会如此</translation>
    </message>
    <message>
        <source>the importer crashed (%1)</source>
        <translation>导入程序崩溃（%1）</translation>
    </message>
    <message>
        <source>the importer crashed (exit code %1)</source>
        <translation>导入程序崩溃（退出码 %1）</translation>
    </message>
    <message>
        <source>the importer did not finish within %1 s</source>
        <translation>导入程序未在 %1 s 内完成</translation>
    </message>
    <message>
        <source>the importer cannot be started (%1: %2)</source>
        <translation>无法启动导入程序（%1：%2）</translation>
    </message>
    <message>
        <source>the importer has ended before its work</source>
        <translation>导入程序在工作前已结束</translation>
    </message>
    <message>
        <source>the importer wrote something unusable</source>
        <translation>导入程序写出的内容不可用</translation>
    </message>
    <message>
        <source>the importer wrote something unusable: %1</source>
        <translation>导入程序写出的内容不可用：%1</translation>
    </message>
    <message>
        <source>no program %1</source>
        <translation>没有程序 %1</translation>
    </message>
    <message>
        <source>an installation that is whole</source>
        <translation>完整的安装</translation>
    </message>
    <message>
        <source>gemba-import is of another version than gemba</source>
        <translation>gemba-import 与 gemba 的版本不同</translation>
    </message>
    <message>
        <source>one installation: start Gemba again</source>
        <translation>同一次安装的程序：请重新启动 Gemba</translation>
    </message>
    <message>
        <source>a kernel that allows seccomp filters</source>
        <translation>允许 seccomp 过滤器的内核</translation>
    </message>
    <message>
        <source>a model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <source>unit %1</source>
        <translation>单位 %1</translation>
    </message>
    <message>
        <source>%1 to %2 metres per unit, or 0 for the file&apos;s own</source>
        <translation>每单位 %1 至 %2 米，或 0 表示按文件规定</translation>
    </message>
    <message>
        <source>no triangles</source>
        <translation>没有三角形</translation>
    </message>
    <message>
        <source>a model with faces</source>
        <translation>有面的模型</translation>
    </message>
    <message>
        <source>an empty or unreadable file</source>
        <translation>空文件或无法读取的文件</translation>
    </message>
    <message>
        <source>no meshes</source>
        <translation>没有网格</translation>
    </message>
    <message>
        <source>a damaged file: %1</source>
        <translation>损坏的文件：%1</translation>
    </message>
    <message>
        <source>%1 changed while it was being read</source>
        <translation>%1 在读取过程中被更改</translation>
    </message>
    <message>
        <source>a file that nobody writes to</source>
        <translation>没有被写入的文件</translation>
    </message>
    <message>
        <source>%1 triangles and %2 vertices</source>
        <translation>%1 个三角形和 %2 个顶点</translation>
    </message>
    <message>
        <source>at most %1 triangles</source>
        <translation>最多 %1 个三角形</translation>
    </message>
    <message>
        <source>%1 m across: is the unit right?</source>
        <translation>尺寸为 %1 m：单位是否正确？</translation>
    </message>
    <message>
        <source>only %1 m across: is the unit right?</source>
        <translation>尺寸只有 %1 m：单位是否正确？</translation>
    </message>
    <message>
        <source>material &apos;%1&apos; would be invisible; taken as opaque</source>
        <translation>材质“%1”将不可见；按不透明处理</translation>
    </message>
    <message>
        <source>%1 points or lines left out</source>
        <translation>略去 %1 个点或线</translation>
    </message>
    <message>
        <source>%1 triangles with coordinates that are not finite left out</source>
        <translation>略去 %1 个坐标非有限的三角形</translation>
    </message>
    <message>
        <source>%1 triangles without area left out</source>
        <translation>略去 %1 个没有面积的三角形</translation>
    </message>
    <message>
        <source>vertex colours of %1 meshes are not shown</source>
        <translation>%1 个网格的顶点颜色未显示</translation>
    </message>
    <message>
        <source>a node&apos;s placement is not finite; taken as none</source>
        <translation>某个节点的位置非有限；按无位移处理</translation>
    </message>
    <message>
        <source>%1 name is repeated by other nodes; numbered</source>
        <translation>%1 个名称与其他节点重复；已编号</translation>
    </message>
    <message>
        <source>%1 names are repeated by other nodes; numbered</source>
        <translation>%1 个名称与其他节点重复；已编号</translation>
    </message>
    <message>
        <source>texture &apos;%1&apos; lies outside the model&apos;s folder</source>
        <translation>纹理“%1”位于模型文件夹之外</translation>
    </message>
    <message>
        <source>texture &apos;%1&apos; not found</source>
        <translation>找不到纹理“%1”</translation>
    </message>
    <message>
        <source>texture &apos;%1&apos; cannot be decoded: %2</source>
        <translation>无法解码纹理“%1”：%2</translation>
    </message>
    <message>
        <source>embedded texture &apos;%1&apos; cannot be decoded: %2</source>
        <translation>无法解码内嵌纹理“%1”：%2</translation>
    </message>
    <message>
        <source>embedded texture &apos;%1&apos; has an impossible size</source>
        <translation>内嵌纹理“%1”的尺寸不可能</translation>
    </message>
    <message>
        <source>its header speaks of &apos;%1&apos;</source>
        <translation>文件头中写有“%1”</translation>
    </message>
    <message>
        <source>the file states no unit; Blender, which wrote it, works in metres</source>
        <translation>文件未写明单位；写出它的 Blender 以米为单位</translation>
    </message>
    <message>
        <source>the file states no unit; %1 units across are taken as millimetres</source>
        <translation>文件未写明单位；尺寸为 %1 单位，按毫米处理</translation>
    </message>
    <message>
        <source>the file states no unit; %1 units across are taken as metres</source>
        <translation>文件未写明单位；尺寸为 %1 单位，按米处理</translation>
    </message>
    <message>
        <source>the reader of Collada archives converts to metres</source>
        <translation>Collada 归档的读取程序会换算为米</translation>
    </message>
    <message>
        <source>Collada&apos;s unit is the metre</source>
        <translation>Collada 的单位为米</translation>
    </message>
    <message>
        <source>Collada says unit meter=&quot;%1&quot;</source>
        <translation>Collada 写明 unit meter=&quot;%1&quot;</translation>
    </message>
    <message>
        <source>FBX says UnitScaleFactor %1 cm</source>
        <translation>FBX 写明 UnitScaleFactor %1 cm</translation>
    </message>
    <message>
        <source>glTF&apos;s unit is the metre</source>
        <translation>glTF 的单位为米</translation>
    </message>
    <message>
        <source>the IFC reader converts to metres</source>
        <translation>IFC 的读取程序会换算为米</translation>
    </message>
    <message>
        <source>3MF&apos;s unit is the millimetre</source>
        <translation>3MF 的单位为毫米</translation>
    </message>
    <message>
        <source>AMF says unit=&quot;%1&quot;</source>
        <translation>AMF 写明 unit=&quot;%1&quot;</translation>
    </message>
    <message>
        <source>AMF&apos;s unit is the millimetre</source>
        <translation>AMF 的单位为毫米</translation>
    </message>
    <message>
        <source>Collada&apos;s up axis is Y</source>
        <translation>Collada 的朝上轴为 Y</translation>
    </message>
    <message>
        <source>Collada says up_axis %1</source>
        <translation>Collada 写明 up_axis %1</translation>
    </message>
    <message>
        <source>FBX says UpAxis %1</source>
        <translation>FBX 写明 UpAxis %1</translation>
    </message>
    <message>
        <source>glTF&apos;s up axis is Y</source>
        <translation>glTF 的朝上轴为 Y</translation>
    </message>
    <message>
        <source>its reader turns the file&apos;s up axis to Y</source>
        <translation>读取程序会将文件的朝上轴转为 Y</translation>
    </message>
    <message>
        <source>the format&apos;s up axis is Z</source>
        <translation>该格式的朝上轴为 Z</translation>
    </message>
    <message>
        <source>Z is up, as CAD and robotics write this format</source>
        <translation>Z 朝上，CAD 和机器人软件如此写此格式</translation>
    </message>
    <message>
        <source>Y is up, as modelling tools write this format</source>
        <translation>Y 朝上，建模软件如此写此格式</translation>
    </message>
    <message>
        <source>unit %1 m as told</source>
        <translation>单位按指定为 %1 m</translation>
    </message>
    <message>
        <source>%1 up as told</source>
        <translation>按指定 %1 朝上</translation>
    </message>
    <message>
        <source>the mesh %1 is missing</source>
        <translation>缺少网格 %1</translation>
    </message>
    <message>
        <source>its file</source>
        <translation>它的文件</translation>
    </message>
    <message>
        <source>the mesh %1 lies elsewhere</source>
        <translation>网格 %1 位于别处</translation>
    </message>
    <message>
        <source>a file in its package or the description&apos;s folder</source>
        <translation>位于其包或描述所在文件夹中的文件</translation>
    </message>
    <message>
        <source>a URDF description</source>
        <translation>URDF 描述</translation>
    </message>
    <message>
        <source>a URDF description: &lt;robot&gt; with links and joints</source>
        <translation>URDF 描述：含连杆和关节的 &lt;robot&gt;</translation>
    </message>
    <message>
        <source>no robot</source>
        <translation>没有机器人</translation>
    </message>
    <message>
        <source>no link %1</source>
        <translation>没有连杆 %1</translation>
    </message>
    <message>
        <source>the name of a link</source>
        <translation>连杆的名称</translation>
    </message>
    <message>
        <source>the name of a link; %1?</source>
        <translation>连杆的名称；%1？</translation>
    </message>
    <message>
        <source>no moving joint between the base and %1</source>
        <translation>基座与 %1 之间没有活动关节</translation>
    </message>
    <message>
        <source>at least one</source>
        <translation>至少一个</translation>
    </message>
    <message>
        <source>a tree of links</source>
        <translation>树状的连杆</translation>
    </message>
    <message>
        <source>one root</source>
        <translation>一个根</translation>
    </message>
    <message>
        <source>a loop of joints through link %1</source>
        <translation>经过连杆 %1 的关节环</translation>
    </message>
    <message>
        <source>joint %1 names the link %2, which does not exist</source>
        <translation>关节 %1 引用的连杆 %2 不存在</translation>
    </message>
    <message>
        <source>links of this description</source>
        <translation>此描述中的连杆</translation>
    </message>
    <message>
        <source>metres and radians</source>
        <translation>米和弧度</translation>
    </message>
    <message>
        <source>fixed, revolute, continuous or prismatic</source>
        <translation>fixed、revolute、continuous 或 prismatic</translation>
    </message>
    <message>
        <source>&lt;limit lower, upper, velocity, effort&gt;</source>
        <translation>&lt;limit lower, upper, velocity, effort&gt;</translation>
    </message>
    <message>
        <source>%1; it collides as boxes</source>
        <translation>%1；按包围盒碰撞</translation>
    </message>
    <message>
        <source>robot %1: %2</source>
        <translation>机器人 %1：%2</translation>
    </message>
    <message>
        <source>models are not kept: cannot write to %1: %2</source>
        <translation>模型不会被缓存：无法写入 %1：%2</translation>
    </message>
    <message>
        <source>the imported model is not kept: %1</source>
        <translation>已导入的模型不会被缓存：%1</translation>
    </message>
    <message>
        <source>scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>meshes</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>textures</source>
        <translation>纹理</translation>
    </message>
    <message>
        <source>bounds</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>load the controller</source>
        <translation>加载控制器</translation>
    </message>
    <message>
        <source>run the controller</source>
        <translation>运行控制器</translation>
    </message>
    <message>
        <source>%1:%2: more %3 than a call may take</source>
        <translation>%1:%2：一次调用占用的 %3 过多</translation>
    </message>
    <message>
        <source>no input is named &apos;%1&apos;</source>
        <translation>没有名为“%1”的输入</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>有限的数</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>no function step(inputs, state)</source>
        <translation>没有函数 step(inputs, state)</translation>
    </message>
    <message>
        <source>init(): robots move in step() alone</source>
        <translation>init()：机器人只能在 step() 中运动</translation>
    </message>
    <message>
        <source>init() returned a %1, not the state&apos;s table</source>
        <translation>init() 返回了 %1，而不是状态表</translation>
    </message>
    <message>
        <source>more than 10,000 values in variables of the script</source>
        <translation>脚本变量中超过 10,000 个值</translation>
    </message>
    <message>
        <source>inputs come from the plant</source>
        <translation>输入来自现场</translation>
    </message>
    <message>
        <source>a variable or table of the script itself changed in step()</source>
        <translation>脚本自身的变量或表在 step() 中被更改</translation>
    </message>
    <message>
        <source>what must persist in state</source>
        <translation>需要保持的内容放在 state 中</translation>
    </message>
    <message>
        <source>step() returned %1, not a table of outputs</source>
        <translation>step() 返回了 %1，而不是输出表</translation>
    </message>
    <message>
        <source>a key that is no text</source>
        <translation>不是文本的键</translation>
    </message>
    <message>
        <source>output %1 = %2</source>
        <translation>输出 %1 = %2</translation>
    </message>
    <message>
        <source>an input property of a device</source>
        <translation>设备的输入属性</translation>
    </message>
    <message>
        <source>more work in one call than a controller may do</source>
        <translation>一次调用的运算量超过控制器的限度</translation>
    </message>
    <message>
        <source>a string longer than 64 KiB</source>
        <translation>超过 64 KiB 的字符串</translation>
    </message>
    <message>
        <source>a table or string buffer larger than 4 MiB</source>
        <translation>超过 4 MiB 的表或字符串缓冲</translation>
    </message>
    <message>
        <source>more than 16 MiB of memory</source>
        <translation>超过 16 MiB 的内存</translation>
    </message>
    <message>
        <source>more than 64 MiB of memory taken in one call</source>
        <translation>一次调用占用超过 64 MiB 的内存</translation>
    </message>
    <message>
        <source>the controller is stopped: %1</source>
        <translation>控制器已停止：%1</translation>
    </message>
    <message>
        <source>read the recording</source>
        <translation>读取录制</translation>
    </message>
    <message>
        <source>open the recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>write the recording</source>
        <translation>写入录制</translation>
    </message>
    <message>
        <source>create the recording</source>
        <translation>创建录制</translation>
    </message>
    <message>
        <source>close the recording</source>
        <translation>关闭录制</translation>
    </message>
    <message>
        <source>write the recording to its medium</source>
        <translation>将录制写入存储介质</translation>
    </message>
    <message>
        <source>save the recording</source>
        <translation>保存录制</translation>
    </message>
    <message>
        <source>save a range</source>
        <translation>保存范围</translation>
    </message>
    <message>
        <source>save a range of the recording</source>
        <translation>保存录制的范围</translation>
    </message>
    <message>
        <source>keep a range of the recording</source>
        <translation>保留录制的范围</translation>
    </message>
    <message>
        <source>record into the store</source>
        <translation>录制到存储</translation>
    </message>
    <message>
        <source>read which recordings are to be kept</source>
        <translation>读取需要保留的录制</translation>
    </message>
    <message>
        <source>go on recording</source>
        <translation>继续录制</translation>
    </message>
    <message>
        <source>keep bookmarks</source>
        <translation>保存书签</translation>
    </message>
    <message>
        <source>replay a recording</source>
        <translation>回放录制</translation>
    </message>
    <message>
        <source>replay the messages of a file</source>
        <translation>回放文件中的消息</translation>
    </message>
    <message>
        <source>look into a recording</source>
        <translation>查看录制</translation>
    </message>
    <message>
        <source>look back</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>show the picture of an instant</source>
        <translation>显示某一时刻的画面</translation>
    </message>
    <message>
        <source>read the pose track</source>
        <translation>读取位姿轨迹</translation>
    </message>
    <message>
        <source>rebuild the physics</source>
        <translation>重建物理状态</translation>
    </message>
    <message>
        <source>load saved state</source>
        <translation>载入已保存的状态</translation>
    </message>
    <message>
        <source>open a file of messages</source>
        <translation>打开消息文件</translation>
    </message>
    <message>
        <source>open a table</source>
        <translation>打开表格</translation>
    </message>
    <message>
        <source>read a table</source>
        <translation>读取表格</translation>
    </message>
    <message>
        <source>read the table</source>
        <translation>读取表格</translation>
    </message>
    <message>
        <source>write a table</source>
        <translation>写入表格</translation>
    </message>
    <message>
        <source>read the times of a table</source>
        <translation>读取表格的时间</translation>
    </message>
    <message>
        <source>read a table in long form</source>
        <translation>读取长格式表格</translation>
    </message>
    <message>
        <source>find a column of the table</source>
        <translation>查找表格的列</translation>
    </message>
    <message>
        <source>find the signals of a recording</source>
        <translation>查找录制中的信号</translation>
    </message>
    <message>
        <source>read a snapshot</source>
        <translation>读取快照</translation>
    </message>
    <message>
        <source>show this snapshot</source>
        <translation>显示此快照</translation>
    </message>
    <message>
        <source>go on to the instant</source>
        <translation>转到该时刻</translation>
    </message>
    <message>
        <source>go on from an instant</source>
        <translation>从某一时刻继续</translation>
    </message>
    <message>
        <source>cut, damaged or of another version</source>
        <translation>被截断、损坏或属于其他版本</translation>
    </message>
    <message>
        <source>too few bytes, or rows that do not fit the twin</source>
        <translation>字节过少，或行与孪生不符</translation>
    </message>
    <message>
        <source>a state of this twin</source>
        <translation>此孪生的状态</translation>
    </message>
    <message>
        <source>more bytes than were saved</source>
        <translation>比保存的字节更多</translation>
    </message>
    <message>
        <source>nothing has been recorded yet that one could look back to</source>
        <translation>尚无可供回看的录制</translation>
    </message>
    <message>
        <source>there is no later message</source>
        <translation>没有更晚的消息</translation>
    </message>
    <message>
        <source>there is no earlier message</source>
        <translation>没有更早的消息</translation>
    </message>
    <message>
        <source>nothing recorded yet</source>
        <translation>尚无录制</translation>
    </message>
    <message>
        <source>nothing recorded</source>
        <translation>没有录制</translation>
    </message>
    <message>
        <source>nothing recorded in it</source>
        <translation>其中没有录制</translation>
    </message>
    <message>
        <source>nothing recorded in this range</source>
        <translation>此范围内没有录制</translation>
    </message>
    <message>
        <source>a range that is recorded</source>
        <translation>有录制的范围</translation>
    </message>
    <message>
        <source>begins where the simulation was reset</source>
        <translation>从仿真复位处开始</translation>
    </message>
    <message>
        <source>segments as they were recorded</source>
        <translation>录制时的分段</translation>
    </message>
    <message>
        <source>a file of the recording itself</source>
        <translation>录制本身的文件</translation>
    </message>
    <message>
        <source>%1 is still being saved</source>
        <translation>%1 仍在保存</translation>
    </message>
    <message>
        <source>one at a time</source>
        <translation>一次一个</translation>
    </message>
    <message>
        <source>no free name</source>
        <translation>没有可用的名称</translation>
    </message>
    <message>
        <source>%1 free on its disk</source>
        <translation>其磁盘剩余 %1</translation>
    </message>
    <message>
        <source>at least %1: make room on that disk, and recording goes on</source>
        <translation>至少 %1：请在该磁盘上腾出空间，录制会继续</translation>
    </message>
    <message>
        <source>the file was deleted</source>
        <translation>文件已被删除</translation>
    </message>
    <message>
        <source>more than 50,000 topics</source>
        <translation>超过 50,000 个主题</translation>
    </message>
    <message>
        <source>more topics than a file has room for</source>
        <translation>主题数超过文件的容量</translation>
    </message>
    <message>
        <source>text that cannot be understood</source>
        <translation>无法理解的文本</translation>
    </message>
    <message>
        <source>no pictures of a session in it</source>
        <translation>其中没有会话的画面</translation>
    </message>
    <message>
        <source>a recording that gemba made</source>
        <translation>由 gemba 生成的录制</translation>
    </message>
    <message>
        <source>a recording as gemba makes it</source>
        <translation>由 gemba 生成的录制</translation>
    </message>
    <message>
        <source>no whole picture near it</source>
        <translation>附近没有完整的画面</translation>
    </message>
    <message>
        <source>a damaged checkpoint</source>
        <translation>损坏的检查点</translation>
    </message>
    <message>
        <source>no session in it, only messages</source>
        <translation>其中没有会话，只有消息</translation>
    </message>
    <message>
        <source>metadata that are damaged</source>
        <translation>损坏的元数据</translation>
    </message>
    <message>
        <source>a recording of %1</source>
        <translation>%1 的录制</translation>
    </message>
    <message>
        <source>the twin that was recorded: as many steps a second and the same [[live]] sources</source>
        <translation>录制时的孪生：每秒步数相同，[[live]] 数据源相同</translation>
    </message>
    <message>
        <source>no ticks in it</source>
        <translation>其中没有仿真步</translation>
    </message>
    <message>
        <source>no checkpoint in it</source>
        <translation>其中没有检查点</translation>
    </message>
    <message>
        <source>ticks that are damaged</source>
        <translation>损坏的仿真步</translation>
    </message>
    <message>
        <source>no name of a twin</source>
        <translation>没有孪生的名称</translation>
    </message>
    <message>
        <source>neither the twin in its folder nor a copy in the recording is the one that was recorded</source>
        <translation>其文件夹中的孪生和录制中的副本都不是录制时的孪生</translation>
    </message>
    <message>
        <source>the recording as it was made, or the twin as it was then</source>
        <translation>原样的录制，或当时的孪生</translation>
    </message>
    <message>
        <source>a recording made with other elementary functions</source>
        <translation>以其他基本函数生成的录制</translation>
    </message>
    <message>
        <source>this program&apos;s: the recorded track is shown instead</source>
        <translation>本程序的录制：改为显示已录制的轨迹</translation>
    </message>
    <message>
        <source>a recording of another program, %1</source>
        <translation>另一个程序的录制，%1</translation>
    </message>
    <message>
        <source>no [[live]] source</source>
        <translation>没有 [[live]] 数据源</translation>
    </message>
    <message>
        <source>a [[live]] table whose messages these are</source>
        <translation>这些消息所属的 [[live]] 表</translation>
    </message>
    <message>
        <source>no message for its [[live]] sources</source>
        <translation>没有属于其 [[live]] 数据源的消息</translation>
    </message>
    <message>
        <source>a file with such messages</source>
        <translation>含有此类消息的文件</translation>
    </message>
    <message>
        <source>no value of a signal that it binds</source>
        <translation>没有它所绑定信号的值</translation>
    </message>
    <message>
        <source>%1 bytes without MCAP&apos;s magic</source>
        <translation>%1 字节，没有 MCAP 标识</translation>
    </message>
    <message>
        <source>an MCAP file</source>
        <translation>MCAP 文件</translation>
    </message>
    <message>
        <source>an MCAP recording or a CSV table with times</source>
        <translation>MCAP 录制或带时间的 CSV 表格</translation>
    </message>
    <message>
        <source>no MCAP file, and no table either: %1</source>
        <translation>不是 MCAP 文件，也不是表格：%1</translation>
    </message>
    <message>
        <source>no column of times</source>
        <translation>没有时间列</translation>
    </message>
    <message>
        <source>no such column</source>
        <translation>没有该列</translation>
    </message>
    <message>
        <source>no such signal</source>
        <translation>没有该信号</translation>
    </message>
    <message>
        <source>it was cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>compute futures</source>
        <translation>计算推演</translation>
    </message>
    <message>
        <source>a number of branches that cannot be</source>
        <translation>不可能的分支数</translation>
    </message>
    <message>
        <source>1 to 1000</source>
        <translation>1 至 1000</translation>
    </message>
    <message>
        <source>a time to look ahead that cannot be</source>
        <translation>不可能的推演时长</translation>
    </message>
    <message>
        <source>more than 0 s, a week at most</source>
        <translation>大于 0 s，最多一周</translation>
    </message>
    <message>
        <source>a change of nothing, or to no number</source>
        <translation>没有改动，或改成了非数值</translation>
    </message>
    <message>
        <source>a property of this twin</source>
        <translation>此孪生的属性</translation>
    </message>
    <message>
        <source>others that are being computed</source>
        <translation>正在计算的其他推演</translation>
    </message>
    <message>
        <source>their end, or Cancel</source>
        <translation>等它们结束，或取消</translation>
    </message>
    <message>
        <source>start the renderer</source>
        <translation>启动渲染器</translation>
    </message>
    <message>
        <source>draw to the window</source>
        <translation>绘制到窗口</translation>
    </message>
    <message>
        <source>draw a picture</source>
        <translation>绘制画面</translation>
    </message>
    <message>
        <source>upload the scene</source>
        <translation>上传场景</translation>
    </message>
    <message>
        <source>upload levels of detail</source>
        <translation>上传细节层次</translation>
    </message>
    <message>
        <source>start the text engine</source>
        <translation>启动文字引擎</translation>
    </message>
    <message>
        <source>open a font</source>
        <translation>打开字体</translation>
    </message>
    <message>
        <source>write the picture</source>
        <translation>写入图片</translation>
    </message>
    <message>
        <source>no font on this system</source>
        <translation>此系统没有字体</translation>
    </message>
    <message>
        <source>the package fonts-dejavu-core</source>
        <translation>软件包 fonts-dejavu-core</translation>
    </message>
    <message>
        <source>no Vulkan device</source>
        <translation>没有 Vulkan 设备</translation>
    </message>
    <message>
        <source>a Vulkan loader and a Vulkan 1.3 driver</source>
        <translation>Vulkan 加载库和 Vulkan 1.3 驱动</translation>
    </message>
    <message>
        <source>a Vulkan 1.3 device (without a GPU: mesa-vulkan-drivers)</source>
        <translation>Vulkan 1.3 设备（没有 GPU 时：mesa-vulkan-drivers）</translation>
    </message>
    <message>
        <source>a Vulkan loader without %1</source>
        <translation>Vulkan 加载库缺少 %1</translation>
    </message>
    <message>
        <source>the extensions of this window system</source>
        <translation>此窗口系统的扩展</translation>
    </message>
    <message>
        <source>%1 without %2</source>
        <translation>%1 缺少 %2</translation>
    </message>
    <message>
        <source>a device that cannot present to it</source>
        <translation>不能向其呈现的设备</translation>
    </message>
    <message>
        <source>no surface format with eight bits a colour</source>
        <translation>没有每色八位的表面格式</translation>
    </message>
    <message>
        <source>the renderer lost its device: %1</source>
        <translation>渲染器失去了设备：%1</translation>
    </message>
    <message>
        <source>no labels in pictures: %1</source>
        <translation>画面中没有标签：%1</translation>
    </message>
    <message>
        <source>no memory type fits</source>
        <translation>没有合适的内存类型</translation>
    </message>
    <message>
        <source>Vulkan: %1</source>
        <translation>Vulkan：%1</translation>
    </message>
    <message>
        <source>read a command</source>
        <translation>读取命令</translation>
    </message>
    <message>
        <source>make room for the imported model</source>
        <translation>为已导入的模型腾出空间</translation>
    </message>
    <message>
        <source>1 to 8192 pixels each way</source>
        <translation>每边 1 至 8192 像素</translation>
    </message>
    <message>
        <source>no scene</source>
        <translation>没有场景</translation>
    </message>
    <message>
        <source>FreeType does not start</source>
        <translation>FreeType 未能启动</translation>
    </message>
    <message>
        <source>another number of bodies</source>
        <translation>物体数量不同</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>没有文件</translation>
    </message>
    <message>
        <source>%1 is driven by the controller now</source>
        <translation>%1 现由控制器驱动</translation>
    </message>
    <message>
        <source>%1 is driven by a difference now</source>
        <translation>%1 现由差异设定驱动</translation>
    </message>
    <message>
        <source>%1 is driven by the plant now</source>
        <translation>%1 现由现场驱动</translation>
    </message>
    <message>
        <source>%1 is driven by its rule for stale values now</source>
        <translation>%1 现由过期值规则驱动</translation>
    </message>
    <message>
        <source>%1 is forced by hand now</source>
        <translation>%1 现为手动强制</translation>
    </message>
    <message>
        <source>%1 has its initial value now</source>
        <translation>%1 现为初始值</translation>
    </message>
    <message>
        <source>%1 more properties changed hands</source>
        <translation>另有 %1 个属性更换了驱动者</translation>
    </message>
    <message>
        <source>draw the scene</source>
        <translation>绘制场景</translation>
    </message>
    <message>
        <source>no memory left on the graphics device</source>
        <translation>图形设备的内存已用尽</translation>
    </message>
    <message>
        <source>fewer or smaller models, a smaller window, or other programs closed</source>
        <translation>更少或更小的模型、更小的窗口，或关闭其他程序</translation>
    </message>
    <message>
        <source>a graphics device that is lost with each picture</source>
        <translation>每画一帧就丢失的图形设备</translation>
    </message>
    <message>
        <source>another device (--gpu), or a newer driver</source>
        <translation>另一个设备（--gpu）或更新的驱动程序</translation>
    </message>
    <message>
        <source>begins where the twin was edited</source>
        <translation>从孪生被编辑处开始</translation>
    </message>
    <message>
        <source>what was before the edit is in %1</source>
        <translation>编辑之前的内容在 %1 中</translation>
    </message>
    <message>
        <source>the twin was edited</source>
        <translation>孪生已被编辑</translation>
    </message>
    <message>
        <source>the twin was edited since</source>
        <translation>此后孪生已被编辑</translation>
    </message>
    <message>
        <source>an instant after the edit: the recorded track is shown instead</source>
        <translation>编辑之后的时刻：改为显示录制的轨迹</translation>
    </message>
    <message>
        <source>look at the twin before an edit</source>
        <translation>查看编辑之前的孪生</translation>
    </message>
    <message>
        <source>the twin and its script as they were recorded</source>
        <translation>录制时的孪生及其脚本</translation>
    </message>
</context>
<context>
    <name>gemba::app::UnsavedEdits</name>
    <message>
        <source>Changes of %1 were not saved before the program ended (%2).</source>
        <translation>程序结束前 %1 的修改未保存（%2）。</translation>
    </message>
    <message>
        <source>Changes of %1 were not saved before the program ended (%2), and the file was changed since.</source>
        <translation>程序结束前 %1 的修改未保存（%2），此后该文件又被更改。</translation>
    </message>
    <message>
        <source>Restore them</source>
        <translation>恢复修改</translation>
    </message>
    <message>
        <source>Throw them away</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Restore unsaved changes</source>
        <translation>恢复未保存的修改</translation>
    </message>
</context>
<context>
    <name>gemba::app::WindowDesk</name>
    <message>
        <source>The edit shows when the recording is saved.</source>
        <translation>录制保存完成后才会显示此修改。</translation>
    </message>
    <message>
        <source>%1 was changed, and is read again.</source>
        <translation>%1 已更改，已重新读取。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n other file(s) were changed, and are read again.</source>
        <translation>
            <numerusform>%1 和另外 %n 个文件已更改，已重新读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>The bundled twin is not installed with this program.</source>
        <translation>本程序未安装附带的孪生。</translation>
    </message>
    <message>
        <source>Cancelled: the picture is of the twin before the edit. The next edit, or undo, shows both.</source>
        <translation>已取消：画面仍是修改前的孪生。下一次修改或撤销后会一并显示。</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>退出码 %1</translation>
    </message>
    <message>
        <source>The virtual plant that this twin follows has ended (%1).</source>
        <translation>此孪生跟随的虚拟现场已结束（%1）。</translation>
    </message>
    <message>
        <source>Building %1 …</source>
        <translation>正在构建 %1 …</translation>
    </message>
    <message>
        <source>Opening %1 …</source>
        <translation>正在打开 %1 …</translation>
    </message>
    <message>
        <source>Importing %1 … %2 %</source>
        <translation>正在导入 %1 … %2 %</translation>
    </message>
    <message>
        <source>Building the simulation of %1 …</source>
        <translation>正在构建 %1 的仿真 …</translation>
    </message>
    <message>
        <source>Reading %1 … %2 %</source>
        <translation>正在读取 %1 … %2 %</translation>
    </message>
</context>
<context>
    <name>gemba::ui</name>
    <message>
        <source>It has no size.</source>
        <translation>它没有尺寸。</translation>
    </message>
    <message>
        <source>It would be %1 %2 long.</source>
        <translation>它的长度将为 %1 %2。</translation>
    </message>
</context>
<context>
    <name>gemba::ui::AboutBox</name>
    <message>
        <source>About Gemba</source>
        <translation>关于 Gemba</translation>
    </message>
    <message>
        <source>&lt;b&gt;Gemba&lt;/b&gt; %1&lt;br&gt;現場: the actual place.</source>
        <translation>&lt;b&gt;Gemba&lt;/b&gt; %1&lt;br&gt;現場：事情真正发生的地方。</translation>
    </message>
    <message>
        <source>A factory as it is, as it should be, and where the two part.

Free software under the GNU General Public License, version 3 or later.
Built on Qt, Vulkan, Bullet, ZeroMQ, Assimp and QCustomPlot.</source>
        <translation>工厂的实际状态、应有状态，以及两者的偏差。

自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。
基于 Qt、Vulkan、Bullet、ZeroMQ、Assimp 和 QCustomPlot 构建。</translation>
    </message>
</context>
<context>
    <name>gemba::ui::AlarmModel</name>
    <message>
        <source>Acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>%1
Raised %2</source>
        <translation>%1
触发于 %2</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>触发时间</translation>
    </message>
</context>
<context>
    <name>gemba::ui::AlarmPanel</name>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Acknowledge all</source>
        <translation>全部确认</translation>
    </message>
    <message>
        <source>Alarms, those to be acknowledged first</source>
        <translation>报警，待确认的在前</translation>
    </message>
    <message>
        <source>This twin has no alarms.
They are [[alarm]] tables in its file.</source>
        <translation>此孪生没有报警。
报警是其文件中的 [[alarm]] 表。</translation>
    </message>
    <message>
        <source>No alarm is active, and none waits to be acknowledged.</source>
        <translation>没有活动的报警，也没有待确认的报警。</translation>
    </message>
    <message>
        <source>Alarms are acknowledged while the simulation runs</source>
        <translation>报警只能在仿真运行时确认</translation>
    </message>
    <message>
        <source>What has been is not acknowledged any more</source>
        <translation>过去的报警不能再确认</translation>
    </message>
    <message>
        <source>Somebody has seen the selected alarms</source>
        <translation>表示已有人看到所选报警</translation>
    </message>
    <message>
        <source>Somebody has seen them</source>
        <translation>表示已有人看到全部报警</translation>
    </message>
</context>
<context>
    <name>gemba::ui::AlignActions</name>
    <message>
        <source>Al&amp;ign</source>
        <translation>对齐(&amp;I)</translation>
    </message>
    <message>
        <source>Align the starts in %1</source>
        <translation>按 %1 方向起点对齐</translation>
    </message>
    <message>
        <source>Align the centres in %1</source>
        <translation>按 %1 方向中心对齐</translation>
    </message>
    <message>
        <source>Align the ends in %1</source>
        <translation>按 %1 方向终点对齐</translation>
    </message>
    <message>
        <source>With the one that was selected last, which stays</source>
        <translation>以最后选中的对象为准，它保持不动</translation>
    </message>
    <message>
        <source>Distribute in %1</source>
        <translation>按 %1 方向均匀分布</translation>
    </message>
    <message>
        <source>Equal distances between the centres; the two outermost stay</source>
        <translation>各中心间距相等；最外侧的两个保持不动</translation>
    </message>
    <message>
        <source>Select several first: with Ctrl in the tree or the picture.</source>
        <translation>请先选中多个对象：在树中或画面中按住 Ctrl 点选。</translation>
    </message>
    <message>
        <source>Select three or more first: with Ctrl in the tree or the picture.</source>
        <translation>请先选中三个或更多对象：在树中或画面中按住 Ctrl 点选。</translation>
    </message>
    <message numerus="yes">
        <source>Align %n things</source>
        <translation>
            <numerusform>对齐 %n 个对象</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Distribute %n things</source>
        <translation>
            <numerusform>均匀分布 %n 个对象</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gemba::ui::BindForm</name>
    <message>
        <source>Bind</source>
        <translation>绑定</translation>
    </message>
    <message>
        <source>Property that it is tied to</source>
        <translation>要绑定到的属性</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>drive: the model does what the plant was told · compare: plant and model side by side · show: no physics</source>
        <translation>drive：模型执行现场收到的指令 · compare：现场与模型并列比较 · show：仅显示，不参与物理</translation>
    </message>
    <message>
        <source>Unit on the wire</source>
        <translation>报文中的单位</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Unit on the wire, such as mm/s; empty: the property&apos;s own</source>
        <translation>报文中的单位，例如 mm/s；留空：使用属性自身的单位</translation>
    </message>
    <message>
        <source>Choose what is to be bound in the table above.</source>
        <translation>请在上表中选择要绑定的信号。</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>is bound to %1</source>
        <translation>已绑定到 %1</translation>
    </message>
    <message>
        <source>%1 is no unit of %2</source>
        <translation>%1 不是 %2 的单位</translation>
    </message>
    <message>
        <source>a plain number</source>
        <translation>无单位数值</translation>
    </message>
    <message>
        <source>Release %1</source>
        <translation>解除绑定 %1</translation>
    </message>
    <message>
        <source>Bind %1</source>
        <translation>绑定 %1</translation>
    </message>
    <message>
        <source>Choose in the table above what is to be bound to %1.</source>
        <translation>请在上表中选择要绑定到 %1 的信号。</translation>
    </message>
    <message>
        <source>To be compared, parts must be made by the plant: bind its first eye to %1.spawn too.</source>
        <translation>要进行对比，工件须由现场产生：请把现场的第一个光电也绑定到 %1.spawn。</translation>
    </message>
</context>
<context>
    <name>gemba::ui::ChangeList</name>
    <message>
        <source>Change something …</source>
        <translation>修改参数 …</translation>
    </message>
    <message>
        <source>Script …</source>
        <translation>脚本 …</translation>
    </message>
    <message>
        <source>Another script for the controller: it goes on with the state of the one that runs</source>
        <translation>为控制器换用另一个脚本：它接续当前脚本的状态运行</translation>
    </message>
    <message>
        <source>Leave the script as it is</source>
        <translation>脚本保持不变</translation>
    </message>
    <message>
        <source>Another script</source>
        <translation>另一个脚本</translation>
    </message>
    <message>
        <source>Scripts (*.lua);;All files (*)</source>
        <translation>脚本 (*.lua);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Script %1</source>
        <translation>脚本 %1</translation>
    </message>
</context>
<context>
    <name>gemba::ui::ChangeRow</name>
    <message>
        <source>Property that is changed</source>
        <translation>要修改的属性</translation>
    </message>
    <message>
        <source>Its value</source>
        <translation>属性值</translation>
    </message>
    <message>
        <source>Leave this as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>gemba::ui::CommandPalette</name>
    <message>
        <source>Nothing here is called so.</source>
        <translation>没有匹配的命令。</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？</translation>
    </message>
    <message>
        <source>Search of commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>gemba::ui::CsvExport</name>
    <message>
        <source>Not written: %1: %2</source>
        <translation>未写入：%1：%2</translation>
    </message>
    <message>
        <source>%1 rows written to %2</source>
        <translation>已将 %1 行写入 %2</translation>
    </message>
</context>
<context>
    <name>gemba::ui::DockTitle</name>
    <message>
        <source>Float or dock</source>
        <translation>浮动或停靠</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>gemba::ui::ForceDialog</name>
    <message>
        <source>Force %1</source>
        <translation>强制 %1</translation>
    </message>
    <message>
        <source>It holds against plant, script and file until it is released, and is recorded.</source>
        <translation>在解除之前，它优先于现场、脚本和文件，并会被录制。</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Force</source>
        <translation>强制</translation>
    </message>
</context>
<context>
    <name>gemba::ui::FuturesModel</name>
    <message>
        <source>%1, an hour</source>
        <translation>%1，每小时</translation>
    </message>
    <message>
        <source>On the line</source>
        <translation>线上工件</translation>
    </message>
    <message>
        <source>Of them waiting</source>
        <translation>其中等待</translation>
    </message>
    <message>
        <source>Way through, s</source>
        <translation>通过时间，s</translation>
    </message>
    <message>
        <source>Found no room</source>
        <translation>无空位</translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <translation>%1 ± %2</translation>
    </message>
    <message>
        <source>Two branches of each and more tell whether it is one</source>
        <translation>每种至少两个分支，才能判断是否有差异</translation>
    </message>
    <message>
        <source>Of %1 pairs of branches: more than chance makes</source>
        <translation>%1 对分支：大于随机波动</translation>
    </message>
    <message>
        <source>Of %1 pairs of branches: chance may make as much</source>
        <translation>%1 对分支：可能只是随机波动</translation>
    </message>
    <message>
        <source>Mean of %1 branches; one more would lie between %2 and %3 with 95 %</source>
        <translation>%1 个分支的平均值；再算一个分支，有 95 % 的把握落在 %2 与 %3 之间</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>现状</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改后</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
</context>
<context>
    <name>gemba::ui::FuturesPanel</name>
    <message>
        <source>Futures go on from what a session recorded.
This one is not recorded.</source>
        <translation>推演从会话的记录继续。
此会话没有记录。</translation>
    </message>
    <message>
        <source> min ahead</source>
        <translation> min 之后</translation>
    </message>
    <message>
        <source>How far to look ahead</source>
        <translation>推演到多久之后</translation>
    </message>
    <message>
        <source> branches</source>
        <translation> 个分支</translation>
    </message>
    <message>
        <source>Chance plays out differently in each; with more of them the intervals are narrower</source>
        <translation>每个分支的随机过程不同；分支越多，区间越窄</translation>
    </message>
    <message>
        <source>Futures compared</source>
        <translation>推演对比</translation>
    </message>
    <message>
        <source>Change something, or nothing, and compute what comes of the instant that is shown: the same branches with and without the change, side by side.</source>
        <translation>修改一些参数（或不修改），计算从所显示时刻起的发展：同样的分支，修改与不修改并列比较。</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>随时间</translation>
    </message>
    <message>
        <source>Ghosts</source>
        <translation>虚影</translation>
    </message>
    <message>
        <source>Outline the parts of the first branch in the picture: grey as it is, pink changed</source>
        <translation>在画面中勾画第一个分支的工件轮廓：灰色为现状，粉色为修改后</translation>
    </message>
    <message>
        <source>How far ahead the ghosts are</source>
        <translation>虚影超前多久</translation>
    </message>
    <message>
        <source>With the clock</source>
        <translation>跟随时钟</translation>
    </message>
    <message>
        <source>The ghosts of the instant that is shown: what was foreseen beside what came</source>
        <translation>所显示时刻的虚影：预测与实际并列</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Keep what ended by now</source>
        <translation>保留已结束的分支</translation>
    </message>
    <message>
        <source>From the instant that is shown, on all processors; the session goes on</source>
        <translation>从所显示的时刻起，使用全部处理器；会话继续运行</translation>
    </message>
    <message>
        <source>Going to the instant …</source>
        <translation>正在转到该时刻 …</translation>
    </message>
    <message>
        <source>From %1: %2 of %3 branches</source>
        <translation>自 %1：%2 / %3 个分支</translation>
    </message>
    <message>
        <source>From %1: %2 branches</source>
        <translation>自 %1：%2 个分支</translation>
    </message>
    <message>
        <source>Cancelled: %1 of %2 branches ended</source>
        <translation>已取消：%1 / %2 个分支已结束</translation>
    </message>
    <message>
        <source>What is changed</source>
        <translation>更改内容</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>gemba::ui::FuturesPlot</name>
    <message>
        <source>Parts taken away</source>
        <translation>已取走的工件</translation>
    </message>
    <message>
        <source>Parts on the line</source>
        <translation>线上的工件</translation>
    </message>
    <message>
        <source>What the curves show</source>
        <translation>曲线显示的内容</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>现状</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>修改后</translation>
    </message>
</context>
<context>
    <name>gemba::ui::HelpDialog</name>
    <message>
        <source>Mouse and keys</source>
        <translation>鼠标和按键</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>单击</translation>
    </message>
    <message>
        <source>select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>左键拖动</translation>
    </message>
    <message>
        <source>orbit (with Alt too)</source>
        <translation>环绕（按住 Alt 也可）</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>中键拖动</translation>
    </message>
    <message>
        <source>pan</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>zoom to the cursor</source>
        <translation>向光标处缩放</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>右键拖动</translation>
    </message>
    <message>
        <source>look around; fly with W A S D Q E, faster with Shift</source>
        <translation>环视；用 W A S D Q E 飞行，按住 Shift 加速</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>frame the selection</source>
        <translation>聚焦所选</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>frame everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>1  3  7</source>
        <translation>1  3  7</translation>
    </message>
    <message>
        <source>from the front, from the right, from above</source>
        <translation>从前方、从右侧、从上方看</translation>
    </message>
    <message>
        <source>5</source>
        <translation>5</translation>
    </message>
    <message>
        <source>perspective or parallel</source>
        <translation>透视或平行投影</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>select nothing</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>.</source>
        <translation>.</translation>
    </message>
    <message>
        <source>one tick on</source>
        <translation>前进一步</translation>
    </message>
    <message>
        <source>+  −</source>
        <translation>+  −</translation>
    </message>
    <message>
        <source>faster, slower</source>
        <translation>加快、减慢</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>back to the start</source>
        <translation>回到起点</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Ctrl+O</translation>
    </message>
    <message>
        <source>open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>F11</source>
        <translation>F11</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>this page</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>move the cursor: everything shows that instant</source>
        <translation>移动游标：所有内容都显示该时刻</translation>
    </message>
    <message>
        <source>Shift+drag</source>
        <translation>Shift+拖动</translation>
    </message>
    <message>
        <source>choose a range; Shift+click: none</source>
        <translation>选择范围；Shift+单击：取消范围</translation>
    </message>
    <message>
        <source>←  →</source>
        <translation>←  →</translation>
    </message>
    <message>
        <source>1 second; with Shift 10, with Alt 0.1</source>
        <translation>1 秒；按住 Shift 为 10 秒，按住 Alt 为 0.1 秒</translation>
    </message>
    <message>
        <source>,  .</source>
        <translation>,  .</translation>
    </message>
    <message>
        <source>one tick back, one tick on</source>
        <translation>后退一步、前进一步</translation>
    </message>
    <message>
        <source>Ctrl+,  Ctrl+.</source>
        <translation>Ctrl+,  Ctrl+.</translation>
    </message>
    <message>
        <source>the message before, the next one: of the chosen signal</source>
        <translation>所选信号的上一条、下一条消息</translation>
    </message>
    <message>
        <source>Home  End</source>
        <translation>Home  End</translation>
    </message>
    <message>
        <source>to the beginning, to the end</source>
        <translation>到开头、到末尾</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
    <message>
        <source>back to now, where a session runs</source>
        <translation>会话运行时，回到当前</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>a bookmark with a note</source>
        <translation>带备注的书签</translation>
    </message>
    <message>
        <source>In the 3-D view</source>
        <translation>在三维视图中</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>In the time bar of a recording</source>
        <translation>在录制的时间栏中</translation>
    </message>
    <message>
        <source>&lt;span style=&apos;color:%1&apos;&gt;Amber&lt;/span&gt; is what the plant measured, &lt;span style=&apos;color:%2&apos;&gt;blue&lt;/span&gt; what the model simulates, &lt;span style=&apos;color:%3&apos;&gt;coral&lt;/span&gt; where they part, &lt;span style=&apos;color:%4&apos;&gt;violet&lt;/span&gt; what nobody has heard of lately.</source>
        <translation>&lt;span style=&apos;color:%1&apos;&gt;琥珀色&lt;/span&gt;是现场实测，&lt;span style=&apos;color:%2&apos;&gt;蓝色&lt;/span&gt;是模型仿真，&lt;span style=&apos;color:%3&apos;&gt;珊瑚色&lt;/span&gt;是两者不一致之处，&lt;span style=&apos;color:%4&apos;&gt;紫色&lt;/span&gt;是近来没有收到数据的部分。</translation>
    </message>
    <message>
        <source>along the time; A, B or the cursor where it is on one</source>
        <translation>沿时间平移；按在 A、B 或游标上时则移动它</translation>
    </message>
    <message>
        <source>more time, less time</source>
        <translation>显示更长、更短的时间</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>the cursor goes there: everything shows that instant</source>
        <translation>游标移到此处：所有内容都显示该时刻</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>右键单击</translation>
    </message>
    <message>
        <source>order, remove</source>
        <translation>调整顺序、移除</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>remove the signal that is chosen in the table</source>
        <translation>移除表中所选的信号</translation>
    </message>
    <message>
        <source>In the plots</source>
        <translation>在曲线图中</translation>
    </message>
</context>
<context>
    <name>gemba::ui::ImportDialog</name>
    <message>
        <source>Add to the twin</source>
        <translation>添加到孪生</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>按文件规定</translation>
    </message>
    <message>
        <source>+%1 is up</source>
        <translation>+%1 朝上</translation>
    </message>
    <message>
        <source>Nothing touches it</source>
        <translation>不参与碰撞</translation>
    </message>
    <message>
        <source>A box around it</source>
        <translation>外包盒</translation>
    </message>
    <message>
        <source>Convex hulls of its parts</source>
        <translation>各部件的凸包</translation>
    </message>
    <message>
        <source>Its triangles</source>
        <translation>三角网格</translation>
    </message>
    <message>
        <source>Unit of the file</source>
        <translation>文件的单位</translation>
    </message>
    <message>
        <source>Axis that is up</source>
        <translation>朝上的轴</translation>
    </message>
    <message>
        <source>What parts can touch</source>
        <translation>工件可接触的形状</translation>
    </message>
    <message>
        <source>How it looks</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>朝上</translation>
    </message>
    <message>
        <source>Collision</source>
        <translation>碰撞</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取 …</translation>
    </message>
    <message>
        <source>No picture could be made.</source>
        <translation>无法生成画面。</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>无法读取。</translation>
    </message>
    <message>
        <source>Take it as %1</source>
        <translation>按 %1 读取</translation>
    </message>
    <message>
        <source>Triangles %1 · parts %2 · materials %3 · textures %4</source>
        <translation>三角形 %1 · 部件 %2 · 材质 %3 · 纹理 %4</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… 以及另外 %1 条</translation>
    </message>
    <message>
        <source>It is only seen: parts pass through it. Costs nothing.</source>
        <translation>仅供显示：工件会穿过它。没有开销。</translation>
    </message>
    <message>
        <source>One shape: the cheapest. Right for walls, cabinets, pallets.</source>
        <translation>一个形状：开销最小。适合墙体、柜体、托盘。</translation>
    </message>
    <message>
        <source>%1 convex shapes: cheap, and close where its parts are convex.</source>
        <translation>%1 个凸形状：开销小，部件为凸形时很贴合。</translation>
    </message>
    <message>
        <source>All %1 triangles: exact, but slow beyond 100 000. A hull would be faster.</source>
        <translation>全部 %1 个三角形：精确，但超过 100 000 个时较慢。凸包会更快。</translation>
    </message>
    <message>
        <source>All %1 triangles: exact, for what stands still.</source>
        <translation>全部 %1 个三角形：精确，用于静止的物体。</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <comment>why unit and axis were chosen</comment>
        <translation>%1；%2</translation>
    </message>
</context>
<context>
    <name>gemba::ui::InspectorPanel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Its id in the twin file; what names it follows</source>
        <translation>它在孪生文件中的 id；引用它的地方随之更改</translation>
    </message>
    <message>
        <source>Nothing is selected.
Click equipment in the picture or in the scene to see and change it.</source>
        <translation>未选择任何对象。
单击画面或场景中的设备，即可查看和修改。</translation>
    </message>
    <message>
        <source>What is open cannot be edited.</source>
        <translation>当前打开的内容不能编辑。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 的 %1</translation>
    </message>
    <message>
        <source>model: %1</source>
        <translation>模型：%1</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>重命名 %1</translation>
    </message>
    <message>
        <source>The controller&apos;s script still says %1: change it there.</source>
        <translation>控制器的脚本中仍有 %1：请在脚本中修改。</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>删除 %1</translation>
    </message>
    <message numerus="yes">
        <source>Remove %1 and %n more</source>
        <translation>
            <numerusform>删除 %1 和另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>source: where measured values come from</source>
        <translation>数据源：测量值的来源</translation>
    </message>
    <message>
        <source>Remove source %1</source>
        <translation>移除数据源 %1</translation>
    </message>
</context>
<context>
    <name>gemba::ui::KeyField</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>以英文逗号分隔</translation>
    </message>
</context>
<context>
    <name>gemba::ui::LanesPanel</name>
    <message>
        <source>No eye is compared.
Bind a light barrier&apos;s signal with role = &quot;compare&quot;.</source>
        <translation>没有参与比较的光电传感器。
请以 role = &quot;compare&quot; 绑定光电传感器的信号。</translation>
    </message>
    <message>
        <source>Lanes of the eyes</source>
        <translation>光电传感器时序</translation>
    </message>
</context>
<context>
    <name>gemba::ui::LanesView</name>
    <message>
        <source>Lanes of the eyes</source>
        <translation>光电传感器时序</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 s</translation>
    </message>
    <message>
        <source>residual ±%1 s</source>
        <translation>残差 ±%1 s</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>过期</translation>
    </message>
    <message>
        <source>plant · model · Δt</source>
        <translation>现场 · 模型 · Δt</translation>
    </message>
    <message>
        <source>last edge %1 s, measured against simulated</source>
        <translation>最近一次边沿 %1 s，实测相对仿真</translation>
    </message>
</context>
<context>
    <name>gemba::ui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter of the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected lines, or all</source>
        <translation>复制所选行；未选则复制全部</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
</context>
<context>
    <name>gemba::ui::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New twin …</source>
        <translation>新建孪生(&amp;N) …</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>打开(&amp;O) …</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Watch the packing cell</source>
        <translation>观看包装单元(&amp;W)</translation>
    </message>
    <message>
        <source>Save &amp;recording …</source>
        <translation>保存录制(&amp;R) …</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>清空此列表</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation>相机(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Named views</source>
        <translation>已命名视图(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Overlays</source>
        <translation>叠加显示(&amp;O)</translation>
    </message>
    <message>
        <source>Co&amp;lour by signal</source>
        <translation>按信号着色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Layouts</source>
        <translation>布局(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Frame the selection	F</source>
        <translation>聚焦所选	F</translation>
    </message>
    <message>
        <source>Frame everything	Home</source>
        <translation>显示全部	Home</translation>
    </message>
    <message>
        <source>From the front	1</source>
        <translation>前视图	1</translation>
    </message>
    <message>
        <source>From the right	3</source>
        <translation>右视图	3</translation>
    </message>
    <message>
        <source>From above	7</source>
        <translation>俯视图	7</translation>
    </message>
    <message>
        <source>Parallel projection	5</source>
        <translation>平行投影	5</translation>
    </message>
    <message>
        <source>Plant solid, model outlined</source>
        <translation>现场实体，模型轮廓</translation>
    </message>
    <message>
        <source>Names and states</source>
        <translation>名称和状态</translation>
    </message>
    <message>
        <source>Numbers on items</source>
        <translation>工件编号</translation>
    </message>
    <message>
        <source>Ground grid</source>
        <translation>地面网格</translation>
    </message>
    <message>
        <source>Shadows</source>
        <translation>阴影</translation>
    </message>
    <message>
        <source>Collision shapes</source>
        <translation>碰撞形状</translation>
    </message>
    <message>
        <source>&amp;Simulation</source>
        <translation>仿真(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>时间(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Find a command …</source>
        <translation>查找命令(&amp;F) …</translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts …</source>
        <translation>键盘快捷键(&amp;S) …</translation>
    </message>
    <message>
        <source>&amp;Mouse and keys</source>
        <translation>鼠标和按键(&amp;M)</translation>
    </message>
    <message>
        <source>Save a report for su&amp;pport …</source>
        <translation>保存支持报告(&amp;P) …</translation>
    </message>
    <message>
        <source>&amp;About Gemba</source>
        <translation>关于 Gemba(&amp;A)</translation>
    </message>
    <message>
        <source>Keep this one as …</source>
        <translation>当前布局另存为 …</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>删除布局</translation>
    </message>
    <message>
        <source>L&amp;ook</source>
        <translation>外观(&amp;O)</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>&amp;Hide and lock</source>
        <translation>隐藏与锁定(&amp;H)</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>接触点</translation>
    </message>
    <message>
        <source>Joints and axes</source>
        <translation>关节与轴</translation>
    </message>
    <message>
        <source>Sleeping bodies</source>
        <translation>休眠物体</translation>
    </message>
    <message>
        <source>A question mark: made where an eye saw it, its kind was taken for granted</source>
        <translation>问号：在传感器看到处生成，种类为假定</translation>
    </message>
</context>
<context>
    <name>gemba::ui::MainWindow</name>
    <message>
        <source>Not done: the simulation has too many commands waiting. Try again.</source>
        <translation>未执行：仿真中等待的命令过多。请重试。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Twins, models and recordings (*.toml *.glb *.gltf *.dae *.obj *.stl *.ply *.mcap);;All files (*)</source>
        <translation>孪生、模型和录制 (*.toml *.glb *.gltf *.dae *.obj *.stl *.ply *.mcap);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The layout %1 is of an older version.</source>
        <translation>布局 %1 来自较旧的版本。</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Name of this arrangement:</source>
        <translation>此布局的名称：</translation>
    </message>
    <message>
        <source>Save a report for support</source>
        <translation>保存支持报告</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>The report is in %1. Look at it before you send it: it holds the twin file.</source>
        <translation>报告在 %1 中。发送前请先查看：其中包含孪生文件。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Show › %1</source>
        <translation>显示 › %1</translation>
    </message>
    <message>
        <source>Show › model</source>
        <translation>显示 › 模型</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Plant against model</source>
        <translation>现场与模型对比</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>设备库</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation>光电传感器</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>接线</translation>
    </message>
    <message>
        <source>Futures</source>
        <translation>推演</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Alarms (%1)</source>
        <translation>报警 (%1)</translation>
    </message>
    <message>
        <source>%1 was changed by another program, and has changes here that are not saved.</source>
        <translation>%1 已被其他程序更改，而这里还有未保存的修改。</translation>
    </message>
    <message>
        <source>Take the file&apos;s</source>
        <translation>采用文件的内容</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的修改</translation>
    </message>
    <message>
        <source>&amp;Add equipment</source>
        <translation>添加设备(&amp;A)</translation>
    </message>
    <message>
        <source>Add a &amp;model …</source>
        <translation>添加模型(&amp;M) …</translation>
    </message>
    <message>
        <source>&amp;Remove the selection</source>
        <translation>删除所选(&amp;R)</translation>
    </message>
    <message>
        <source>New twin</source>
        <translation>新建孪生</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Models (*.glb *.gltf *.dae *.obj *.stl *.ply *.fbx *.3ds);;All files (*)</source>
        <translation>模型 (*.glb *.gltf *.dae *.obj *.stl *.ply *.fbx *.3ds);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>The robot&apos;s description</source>
        <translation>机器人的描述文件</translation>
    </message>
    <message>
        <source>URDF (*.urdf);;All files (*)</source>
        <translation>URDF (*.urdf);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>创建副本(&amp;D)</translation>
    </message>
    <message>
        <source>A copy beside it, with all that stands on it</source>
        <translation>在旁边创建副本，连同其上的所有设备</translation>
    </message>
    <message>
        <source>A&amp;rray …</source>
        <translation>阵列(&amp;R) …</translation>
    </message>
    <message>
        <source>Several copies in a row</source>
        <translation>成排的多个副本</translation>
    </message>
    <message>
        <source>Select what is to be copied first.</source>
        <translation>请先选择要复制的对象。</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>创建 %1 的副本</translation>
    </message>
    <message>
        <source>Array of %1 × %2</source>
        <translation>阵列 %1 × %2</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>阵列</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>副本数</translation>
    </message>
    <message>
        <source>Step in x</source>
        <translation>x 间距</translation>
    </message>
    <message>
        <source>Step in y</source>
        <translation>y 间距</translation>
    </message>
    <message>
        <source>Step in z</source>
        <translation>z 间距</translation>
    </message>
    <message>
        <source>The past cannot be forced: go back to now first.</source>
        <translation>过去无法强制：请先回到现在。</translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %1 and %n more</source>
        <translation>
            <numerusform>复制 %1 及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>What is locked is not removed.</source>
        <translation>已锁定的对象不会被删除。</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Silence of %1</source>
        <translation>%1 的静默时间</translation>
    </message>
</context>
<context>
    <name>gemba::ui::NoticeBar</name>
    <message>
        <source>Back to now</source>
        <translation>回到当前</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Stop colouring</source>
        <translation>停止着色</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>gemba::ui::OpeningBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Do not open it; what is open goes on</source>
        <translation>不打开；当前打开的内容继续运行</translation>
    </message>
</context>
<context>
    <name>gemba::ui::PalettePanel</name>
    <message>
        <source>What is open cannot be edited.</source>
        <translation>当前打开的内容不能编辑。</translation>
    </message>
    <message>
        <source>Filter equipment</source>
        <translation>筛选设备</translation>
    </message>
    <message>
        <source>Filter of equipment</source>
        <translation>设备筛选</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>设备库</translation>
    </message>
    <message>
        <source>Model from a file …</source>
        <translation>从文件添加模型 …</translation>
    </message>
    <message>
        <source>glTF, STL, OBJ, COLLADA, FBX … as it is, without behaviour</source>
        <translation>glTF、STL、OBJ、COLLADA、FBX …，原样添加，没有行为</translation>
    </message>
</context>
<context>
    <name>gemba::ui::PlacingTool</name>
    <message>
        <source>&amp;Move and turn</source>
        <translation>移动和旋转(&amp;M)</translation>
    </message>
    <message>
        <source>S&amp;nap to grid and ends</source>
        <translation>吸附到网格和端部(&amp;N)</translation>
    </message>
    <message>
        <source>Handles at what is selected: arrows move it, the ring turns it</source>
        <translation>在所选对象上显示手柄：箭头移动，圆环旋转</translation>
    </message>
    <message>
        <source>Steps of 5 cm and 5 degrees, belts to each other&apos;s ends; hold Shift to move freely</source>
        <translation>以 5 cm 和 5 度为增量，输送机端部相互对接；按住 Shift 可自由移动</translation>
    </message>
    <message>
        <source>%1: %2 m along %3</source>
        <translation>%1：%3 上 %2 m 处</translation>
    </message>
    <message>
        <source>%1 joins %2</source>
        <translation>%1 与 %2 对接</translation>
    </message>
    <message>
        <source>%1: %2°</source>
        <translation>%1：%2°</translation>
    </message>
    <message>
        <source>%1: %2, %3, %4 m</source>
        <translation>%1：%2, %3, %4 m</translation>
    </message>
    <message>
        <source>Turn %1</source>
        <translation>旋转 %1</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>移动 %1</translation>
    </message>
    <message numerus="yes">
        <source>Turn %1 and %n more</source>
        <translation>
            <numerusform>旋转 %1 及另外 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %1 and %n more</source>
        <translation>
            <numerusform>移动 %1 及另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gemba::ui::PlotCanvas</name>
    <message>
        <source>Plots</source>
        <translation>曲线图</translation>
    </message>
    <message>
        <source>Δ</source>
        <translation>Δ</translation>
    </message>
</context>
<context>
    <name>gemba::ui::PlotPanel</name>
    <message>
        <source>Plot</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>Cursors A and B</source>
        <translation>游标 A 和 B</translation>
    </message>
    <message>
        <source>Two cursors to be dragged: the time between them, and what the values differ by</source>
        <translation>两个可拖动的游标：显示其间的时间和数值之差</translation>
    </message>
    <message>
        <source>Values and statistics</source>
        <translation>数值和统计</translation>
    </message>
    <message>
        <source>Values at the cursors and statistics of what is in sight</source>
        <translation>游标处的数值，以及可见部分的统计</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save what is in sight as a picture or a table</source>
        <translation>将可见部分保存为图片或表格</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Drag signals here, or choose one in the table, to see what was measured and what was simulated.</source>
        <translation>将信号拖到此处，或在表中选择一个，即可查看实测值和仿真值。</translation>
    </message>
    <message>
        <source>Put the chosen signal into a plot of its own, where it stays</source>
        <translation>将所选信号放入单独的曲线图并固定</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>How much time the plots show</source>
        <translation>曲线图显示多长时间</translation>
    </message>
    <message>
        <source>Keep the newest value in sight; dragging the plots looks back</source>
        <translation>保持最新值可见；拖动曲线图可回看</translation>
    </message>
    <message>
        <source>Picture (PNG) …</source>
        <translation>图片 (PNG) …</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Drawing (SVG) …</source>
        <translation>矢量图 (SVG) …</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Table (CSV) …</source>
        <translation>表格 (CSV) …</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Export cancelled: nothing was written</source>
        <translation>导出已取消：未写入任何内容</translation>
    </message>
    <message>
        <source>Δt %1 s</source>
        <translation>Δt %1 s</translation>
    </message>
    <message>
        <source>, that often %1 times a second</source>
        <translation>，相当于每秒 %1 次</translation>
    </message>
    <message>
        <source>Time from A to B</source>
        <translation>从 A 到 B 的时间</translation>
    </message>
    <message>
        <source>Not plotted: there are %1 plots already. Remove one first.</source>
        <translation>未绘制：已有 %1 个曲线图。请先移除一个。</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>To a plot of its own</source>
        <translation>放入单独的曲线图</translation>
    </message>
    <message>
        <source>As curves</source>
        <translation>显示为曲线</translation>
    </message>
    <message>
        <source>As state lanes</source>
        <translation>显示为状态条</translation>
    </message>
    <message>
        <source>Move the plot up</source>
        <translation>上移曲线图</translation>
    </message>
    <message>
        <source>Move the plot down</source>
        <translation>下移曲线图</translation>
    </message>
    <message>
        <source>Remove the plot</source>
        <translation>移除曲线图</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>plot</source>
        <translation>曲线图</translation>
    </message>
    <message>
        <source>Export what is in sight</source>
        <translation>导出可见部分</translation>
    </message>
    <message>
        <source>Not written: %1 ends neither in .png nor in .svg or .csv</source>
        <translation>未写入：%1 的扩展名不是 .png、.svg 或 .csv</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>Not written: %1 cannot be written to; is there room, and may you?</source>
        <translation>未写入：无法写入 %1；请检查是否有空间和权限。</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>曲线图</translation>
    </message>
</context>
<context>
    <name>gemba::ui::PlotTable</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>%1 s · %2 %</source>
        <translation>%1 s · %2 %</translation>
    </message>
    <message>
        <source>Signals in the plots</source>
        <translation>曲线图中的信号</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>M</source>
        <translation>测</translation>
    </message>
    <message>
        <source>S</source>
        <translation>仿</translation>
    </message>
    <message>
        <source>Δ</source>
        <translation>Δ</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Dev.</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点数</translation>
    </message>
    <message>
        <source>What the signal is bound to</source>
        <translation>信号绑定到的对象</translation>
    </message>
    <message>
        <source>Show what was measured</source>
        <translation>显示实测值</translation>
    </message>
    <message>
        <source>Show what was simulated</source>
        <translation>显示仿真值</translation>
    </message>
    <message>
        <source>Show the residuals</source>
        <translation>显示残差</translation>
    </message>
    <message>
        <source>Value under the mouse, or at the cursor</source>
        <translation>鼠标处或游标处的值</translation>
    </message>
    <message>
        <source>Value at the cursor A</source>
        <translation>游标 A 处的值</translation>
    </message>
    <message>
        <source>Value at the cursor B</source>
        <translation>游标 B 处的值</translation>
    </message>
    <message>
        <source>Value at B less that at A</source>
        <translation>B 处的值减 A 处的值</translation>
    </message>
    <message>
        <source>Least of what is in sight</source>
        <translation>可见部分的最小值</translation>
    </message>
    <message>
        <source>Greatest of what is in sight</source>
        <translation>可见部分的最大值</translation>
    </message>
    <message>
        <source>Mean of what is in sight: over the time of a value, over the number of residuals; of a lane how long it is on</source>
        <translation>可见部分的平均值：数值按时间平均，残差按个数平均；状态条为处于“开”的时长</translation>
    </message>
    <message>
        <source>Standard deviation of what is in sight, weighed as the mean</source>
        <translation>可见部分的标准差，加权方式与平均值相同</translation>
    </message>
    <message>
        <source>Points in sight; after a plus those that cannot be trusted</source>
        <translation>可见的点数；加号后为不可信的点数</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>residual</source>
        <translation>残差</translation>
    </message>
</context>
<context>
    <name>gemba::ui::ProblemList</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>应为</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The twin that was open before goes on running.</source>
        <translation>之前打开的孪生继续运行。</translation>
    </message>
    <message>
        <source>%1 was not opened: there is one problem in it</source>
        <translation>未打开 %1：其中有一个问题</translation>
    </message>
    <message>
        <source>%1 was not opened: there are %2 problems in it</source>
        <translation>未打开 %1：其中有 %2 个问题</translation>
    </message>
</context>
<context>
    <name>gemba::ui::RecordingBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Do not save it; recording goes on</source>
        <translation>不保存；录制继续</translation>
    </message>
    <message>
        <source>saving %1 … %2 %</source>
        <translation>正在保存 %1 … %2 %</translation>
    </message>
    <message>
        <source>The recordings lie in %1</source>
        <translation>录制文件位于 %1</translation>
    </message>
    <message>
        <source>not recording: %1</source>
        <translation>未录制：%1</translation>
    </message>
    <message>
        <source>recording begins …</source>
        <translation>录制即将开始 …</translation>
    </message>
    <message>
        <source>recording since %1 · %2 · %3 back</source>
        <translation>录制始于 %1 · %2 · 可回看 %3</translation>
    </message>
    <message>
        <source> · %1 lost</source>
        <translation> · 丢失 %1</translation>
    </message>
    <message>
        <source>%1 was not saved.</source>
        <translation>%1 未保存。</translation>
    </message>
    <message>
        <source>%1 could not be saved: %2</source>
        <translation>无法保存 %1：%2</translation>
    </message>
    <message>
        <source>%1 saved: %2 to %3, %4. %5</source>
        <translation>%1 已保存：%2 至 %3，%4。%5</translation>
    </message>
    <message>
        <source>Save recording</source>
        <translation>保存录制</translation>
    </message>
    <message>
        <source>Recordings (*.mcap)</source>
        <translation>录制 (*.mcap)</translation>
    </message>
</context>
<context>
    <name>gemba::ui::ResidualModel</name>
    <message>
        <source>slip %1 %</source>
        <translation>打滑 %1 %</translation>
    </message>
    <message>
        <source>delay %1 ms</source>
        <translation>延迟 %1 ms</translation>
    </message>
    <message>
        <source>bias %1 g</source>
        <translation>偏差 %1 g</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>位于 %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1</translation>
    </message>
    <message>
        <source>%1 compared</source>
        <translation>已比较 %1</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>缺失 %1</translation>
    </message>
    <message>
        <source>%1 extra</source>
        <translation>多出 %1</translation>
    </message>
    <message>
        <source>Only parts that the plant makes can be compared. Click, and bind its first eye to %1.</source>
        <translation>只有由现场产生的工件才能对比。请点击此处，把现场的第一个光电绑定到 %1。</translation>
    </message>
    <message>
        <source>What this eye sees makes the parts, so the two cannot part. Compare the next eye behind it.</source>
        <translation>工件就是由此光电传感器的信号生成的，两者不会有差异。请对比它后面的下一个光电传感器。</translation>
    </message>
</context>
<context>
    <name>gemba::ui::ResidualPanel</name>
    <message>
        <source>Residuals, worst first</source>
        <translation>残差，最差的在前</translation>
    </message>
    <message>
        <source>This twin has no live source: there is no plant to compare with.</source>
        <translation>此孪生没有实时数据源：没有可比较的现场。</translation>
    </message>
    <message>
        <source>Nothing compared yet.
Rows appear once the plant and the model have both seen a part.</source>
        <translation>尚无比较结果。
现场和模型都检测到同一工件后，才会出现行。</translation>
    </message>
    <message>
        <source>Apply %1 to %2</source>
        <translation>将“%1”应用到 %2</translation>
    </message>
    <message>
        <source>Nothing is estimated here</source>
        <translation>此处没有估计值</translation>
    </message>
    <message>
        <source>What is open cannot be edited.</source>
        <translation>当前打开的内容不能编辑。</translation>
    </message>
    <message>
        <source>Apply %1</source>
        <translation>应用 %1</translation>
    </message>
    <message>
        <source>%1 = %2: the model has it from now on; saved it stands in the file.</source>
        <translation>%1 = %2：模型从现在起使用此值；保存后写入文件。</translation>
    </message>
</context>
<context>
    <name>gemba::ui::SaveDialog</name>
    <message>
        <source>The last %1 minutes</source>
        <translation>最近 %1 分钟</translation>
    </message>
    <message>
        <source>Everything, since %1</source>
        <translation>全部，自 %1 起</translation>
    </message>
    <message>
        <source>From one time to another</source>
        <translation>指定起止时间</translation>
    </message>
    <message>
        <source>The chosen range, %1 to %2</source>
        <translation>所选范围，%1 至 %2</translation>
    </message>
    <message>
        <source>Save recording</source>
        <translation>保存录制</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>另存为 …</translation>
    </message>
</context>
<context>
    <name>gemba::ui::ScenePanel</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>controller</source>
        <translation>控制器</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>过期</translation>
    </message>
    <message>
        <source>forced</source>
        <translation>强制</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>未打开任何内容。</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
    <message>
        <source>Filter of the scene</source>
        <translation>筛选场景</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>绘制曲线</translation>
    </message>
    <message>
        <source>Plot the signals that are bound to it</source>
        <translation>绘制与其绑定的信号</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>工件</translation>
    </message>
    <message>
        <source>%1, %2 × %3 × %4 m</source>
        <translation>%1，%2 × %3 × %4 m</translation>
    </message>
    <message>
        <source>as it should be</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>stale: its source is silent</source>
        <translation>过期：其数据源没有数据</translation>
    </message>
    <message>
        <source>differs from the plant: see Plant against model</source>
        <translation>与现场不一致：请查看“现场与模型对比”</translation>
    </message>
    <message>
        <source>Force a value …</source>
        <translation>强制值 …</translation>
    </message>
    <message>
        <source>For a test: it holds against plant, script and file</source>
        <translation>用于测试：优先于现场、脚本和文件</translation>
    </message>
    <message>
        <source>Release it</source>
        <translation>解除强制</translation>
    </message>
    <message>
        <source>Nothing stands here.</source>
        <translation>这里没有任何设备。</translation>
    </message>
    <message>
        <source>Nothing stands here yet.
Drag equipment out of the panel Equipment into the picture.</source>
        <translation>这里还没有设备。
请从“设备库”面板把设备拖到画面中。</translation>
    </message>
</context>
<context>
    <name>gemba::ui::ShortcutDialog</name>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>无按键</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Filter by command or key</source>
        <translation>按命令或按键筛选</translation>
    </message>
    <message>
        <source>Filter of shortcuts</source>
        <translation>筛选快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按键</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>Press the new key here</source>
        <translation>在此处按下新按键</translation>
    </message>
    <message>
        <source>All standard</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choose a command to change its key.</source>
        <translation>选择一个命令以更改其按键。</translation>
    </message>
    <message>
        <source>%1 is the key of &quot;%2&quot;.</source>
        <translation>%1 是“%2”的按键。</translation>
    </message>
    <message>
        <source>Its standard key is another command&apos;s now.</source>
        <translation>其默认按键现由另一个命令使用。</translation>
    </message>
</context>
<context>
    <name>gemba::ui::SignalColoring</name>
    <message>
        <source>&amp;Colour equipment by this signal</source>
        <translation>按此信号为设备着色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Stop colouring</source>
        <translation>停止着色(&amp;S)</translation>
    </message>
    <message>
        <source>Coloured by %1: no value yet</source>
        <translation>按 %1 着色：尚无数值</translation>
    </message>
    <message>
        <source>Coloured by %1: blue is %2, red is %3 %4</source>
        <translation>按 %1 着色：蓝色为 %2，红色为 %3 %4</translation>
    </message>
</context>
<context>
    <name>gemba::ui::SignalModel</name>
    <message>
        <source>drives %1</source>
        <translation>驱动 %1</translation>
    </message>
    <message>
        <source>is compared with %1</source>
        <translation>与 %1 比较</translation>
    </message>
    <message>
        <source>is shown at %1</source>
        <translation>显示在 %1</translation>
    </message>
    <message>
        <source>is published from %1</source>
        <translation>由 %1 发布</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>坏</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>过期</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>replayed</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>forced</source>
        <translation>强制</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>距今</translation>
    </message>
    <message>
        <source>Name of the signal, as the plant sends it</source>
        <translation>信号名称，与现场发送的一致</translation>
    </message>
    <message>
        <source>Name of the signal, below %1</source>
        <translation>信号名称，位于 %1 之下</translation>
    </message>
    <message>
        <source>What the plant measured</source>
        <translation>现场的实测值</translation>
    </message>
    <message>
        <source>What the simulation has at the same instant</source>
        <translation>同一时刻的仿真值</translation>
    </message>
    <message>
        <source>Unit on the wire</source>
        <translation>报文中的单位</translation>
    </message>
    <message>
        <source>How far the measured value can be trusted</source>
        <translation>实测值的可信程度</translation>
    </message>
    <message>
        <source>Where the measured value came from</source>
        <translation>实测值的来源</translation>
    </message>
    <message>
        <source>Values a second, over the last five</source>
        <translation>最近五秒内每秒的数值个数</translation>
    </message>
    <message>
        <source>Time since the last value arrived</source>
        <translation>距收到最近一个值的时间</translation>
    </message>
</context>
<context>
    <name>gemba::ui::SignalPanel</name>
    <message>
        <source>No signal is bound.
The panel Wire shows what the plant says, and binds it to a device.</source>
        <translation>没有绑定的信号。
“接线”面板显示现场发送的内容，并可将其绑定到设备。</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
    <message>
        <source>Filter of signals</source>
        <translation>筛选信号</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>信号</translation>
    </message>
</context>
<context>
    <name>gemba::ui::SourceCard</name>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Messages since the start</source>
        <translation>启动以来的消息数</translation>
    </message>
    <message>
        <source>Messages that the publisher numbered and that never came</source>
        <translation>发布方已编号但从未到达的消息</translation>
    </message>
    <message>
        <source>The source&apos;s clock less ours</source>
        <translation>数据源时钟与本机时钟之差</translation>
    </message>
    <message>
        <source>Messages that could not be read; the first reason stands below</source>
        <translation>无法读取的消息；首个原因见下方</translation>
    </message>
    <message>
        <source>Messages that came twice, or older than one before</source>
        <translation>到达两次或早于前一条的消息</translation>
    </message>
    <message>
        <source>Values that found the queue to the simulation full</source>
        <translation>因通往仿真的队列已满而丢弃的值</translation>
    </message>
    <message>
        <source>Times the connection broke, most often by a message that is too large</source>
        <translation>连接断开的次数，多因消息过大</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>recording: not heard yet</source>
        <translation>录制：尚无消息</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>来自录制</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>connected, silent so far</source>
        <translation>已连接，尚无消息</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>stale, last heard %1 ago</source>
        <translation>过期，最近消息在 %1 前</translation>
    </message>
    <message>
        <source>Messages a second, over the last five</source>
        <translation>最近五秒内每秒的消息数</translation>
    </message>
    <message>
        <source>Change, connect again or remove this source</source>
        <translation>修改、重新连接或移除此数据源</translation>
    </message>
    <message>
        <source>What can be done with this source</source>
        <translation>可对此数据源进行的操作</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Silent counts from %1 s</source>
        <translation>改为 %1 s 后才算静默</translation>
    </message>
    <message>
        <source>Its messages come up to %1 s apart, and after %2 s it counts as silent: it goes stale and comes back. This sets the time to %3 s.</source>
        <translation>它的消息间隔最长为 %1 s，而 %2 s 后即视为静默：因此反复变为陈旧又恢复。此按钮将该时间设为 %3 s。</translation>
    </message>
    <message>
        <source>Not connected: you did not want to call it. &quot;Connect again&quot; asks once more.</source>
        <translation>未连接：您当时不愿连接它。“重新连接”会再次询问。</translation>
    </message>
    <message>
        <source>Connected, but nothing has come. Does it publish, and on the topics that are subscribed to?</source>
        <translation>已连接，但没有收到任何消息。它在发布吗？主题与订阅的一致吗？</translation>
    </message>
    <message>
        <source>Nobody answers there. Is the plant running, and is the address right? It is tried again all the time.</source>
        <translation>该地址无人应答。现场设备在运行吗？地址正确吗？程序会不断重试。</translation>
    </message>
</context>
<context>
    <name>gemba::ui::SourcePanel</name>
    <message>
        <source>This twin has no live source.
The panel Wire adds one: say there where the plant publishes.</source>
        <translation>此孪生没有实时数据源。
可在“接线”面板中添加：填写现场的发布地址。</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>数据源</translation>
    </message>
</context>
<context>
    <name>gemba::ui::StatusPanel</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Real time</source>
        <translation>实时倍率</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>滞后</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Sensor → screen</source>
        <translation>传感器 → 屏幕</translation>
    </message>
    <message>
        <source>Simulated seconds per second: measured of requested</source>
        <translation>每秒的仿真秒数：实际值 / 要求值</translation>
    </message>
    <message>
        <source>Time that one simulation step takes</source>
        <translation>一个仿真步所需的时间</translation>
    </message>
    <message>
        <source>Time that one picture takes</source>
        <translation>一帧画面所需的时间</translation>
    </message>
    <message>
        <source>How far the simulation is behind the plant and catches up</source>
        <translation>仿真落后于现场并正在追赶的时间</translation>
    </message>
    <message>
        <source>Time of the plant that could not be simulated</source>
        <translation>未能仿真的现场时间</translation>
    </message>
    <message>
        <source>From a message&apos;s arrival to its picture: half of them are faster than the first figure, 99 of 100 than the second</source>
        <translation>从消息到达至显示在画面中的时间：一半快于第一个数值，100 次中有 99 次快于第二个数值</translation>
    </message>
    <message>
        <source>The device that draws the picture</source>
        <translation>绘制画面的设备</translation>
    </message>
    <message>
        <source>Rendering device</source>
        <translation>渲染设备</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>gemba::ui::TimeBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Pause, and leave the physics unbuilt</source>
        <translation>暂停，不再重建物理状态</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>回到当前</translation>
    </message>
    <message>
        <source>Physics</source>
        <translation>物理</translation>
    </message>
    <message>
        <source>On: Play simulates again from the nearest checkpoint, with what the plant said.
Off: Play shows the track as it was recorded.</source>
        <translation>开：播放时从最近的检查点起重新仿真，使用现场当时的数据。
关：播放时显示已录制的轨迹。</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Shift+drag below chooses a range</source>
        <translation>在下方 Shift+拖动可选择范围</translation>
    </message>
    <message>
        <source>Bookmark …</source>
        <translation>书签 …</translation>
    </message>
    <message>
        <source>A note at this instant</source>
        <translation>在此时刻添加备注</translation>
    </message>
    <message>
        <source>The instant that everything shows, in local time</source>
        <translation>所有内容显示的时刻（本地时间）</translation>
    </message>
    <message>
        <source>Time at the cursor</source>
        <translation>游标处的时间</translation>
    </message>
    <message>
        <source>No loop</source>
        <translation>不循环</translation>
    </message>
    <message>
        <source>Loop range</source>
        <translation>循环范围</translation>
    </message>
    <message>
        <source>Loop all</source>
        <translation>循环全部</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>What begins again at its end; Shift+drag below makes a range</source>
        <translation>到末尾后重新开始的部分；在下方 Shift+拖动可选择范围</translation>
    </message>
    <message>
        <source>1 second back</source>
        <translation>后退 1 秒</translation>
    </message>
    <message>
        <source>1 second on</source>
        <translation>前进 1 秒</translation>
    </message>
    <message>
        <source>10 seconds back</source>
        <translation>后退 10 秒</translation>
    </message>
    <message>
        <source>10 seconds on</source>
        <translation>前进 10 秒</translation>
    </message>
    <message>
        <source>0.1 seconds back</source>
        <translation>后退 0.1 秒</translation>
    </message>
    <message>
        <source>0.1 seconds on</source>
        <translation>前进 0.1 秒</translation>
    </message>
    <message>
        <source>One tick back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>Next message of the chosen signal, or of any</source>
        <translation>下一条消息（所选信号；未选则为任意信号）</translation>
    </message>
    <message>
        <source>Message before, of the chosen signal or of any</source>
        <translation>上一条消息（所选信号；未选则为任意信号）</translation>
    </message>
    <message>
        <source>To the beginning</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到末尾</translation>
    </message>
    <message>
        <source>Save range as …</source>
        <translation>范围另存为 …</translation>
    </message>
    <message>
        <source>Keep range with a note …</source>
        <translation>保留范围并添加备注 …</translation>
    </message>
    <message>
        <source>A bookmark of the whole range: what it names is never deleted</source>
        <translation>整个范围的书签：其中的数据永不删除</translation>
    </message>
    <message>
        <source>Loop it</source>
        <translation>循环播放</translation>
    </message>
    <message>
        <source>Let go of it (Shift+click)</source>
        <translation>取消选择（Shift+单击）</translation>
    </message>
    <message>
        <source>%1, local time: the instant that everything shows</source>
        <translation>%1，本地时间：所有内容显示的时刻</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1 前</translation>
    </message>
    <message>
        <source>recorded track</source>
        <translation>已录制的轨迹</translation>
    </message>
    <message>
        <source>rebuilding the physics … %1 %</source>
        <translation>正在重建物理状态 … %1 %</translation>
    </message>
    <message>
        <source>simulated again</source>
        <translation>重新仿真</translation>
    </message>
    <message>
        <source>live  ·  history reaches %1 back</source>
        <translation>实时  ·  可回看 %1</translation>
    </message>
    <message>
        <source>%1  ·  history from %2 to %3 s ago</source>
        <translation>%1  ·  历史：%2 前至 %3 s 前</translation>
    </message>
    <message>
        <source>You look at %1, %2 ago. The plant goes on meanwhile.</source>
        <translation>正在查看 %1，即 %2 前。现场仍在继续运行。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Note at %1:</source>
        <translation>%1 的备注：</translation>
    </message>
    <message>
        <source>Note on %1 to %2, which is kept:</source>
        <translation>%1 至 %2 的备注（该范围将保留）：</translation>
    </message>
    <message>
        <source>Remove this bookmark</source>
        <translation>删除此书签</translation>
    </message>
</context>
<context>
    <name>gemba::ui::TimeStrip</name>
    <message>
        <source>Time of the recording</source>
        <translation>录制的时间</translation>
    </message>
    <message>
        <source>bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>on its way into the file</source>
        <translation>正在写入文件</translation>
    </message>
    <message>
        <source>nothing recorded for %1</source>
        <translation>%1 内没有录制</translation>
    </message>
    <message>
        <source>not recorded: %1</source>
        <translation>未录制：%1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>以及另外 %1 个</translation>
    </message>
    <message>
        <source>%1: %2 messages/s</source>
        <translation>%1：%2 条消息/s</translation>
    </message>
</context>
<context>
    <name>gemba::ui::TransportBar</name>
    <message>
        <source>Simulation</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>One tick</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减慢</translation>
    </message>
    <message>
        <source>Simulated time, and the tick</source>
        <translation>仿真时间和步</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>The plant sets the speed: this twin follows it</source>
        <translation>速度由现场决定：此孪生跟随现场</translation>
    </message>
    <message>
        <source>Simulated seconds per second</source>
        <translation>每秒的仿真秒数</translation>
    </message>
    <message>
        <source>To the beginning</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>%1    tick %2</source>
        <translation>%1    步 %2</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>simulation</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>plant silent</source>
        <translation>现场无数据</translation>
    </message>
    <message>
        <source>waiting for the plant</source>
        <translation>等待现场</translation>
    </message>
    <message>
        <source>recording, paused</source>
        <translation>录制回放，已暂停</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>录制回放</translation>
    </message>
    <message>
        <source>looking back, paused</source>
        <translation>回看，已暂停</translation>
    </message>
    <message>
        <source>looking back</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>The camera, with the keys that move it in the picture</source>
        <translation>相机，以及在画面中移动它的按键</translation>
    </message>
</context>
<context>
    <name>gemba::ui::TwinEditing</name>
    <message>
        <source>Twins (*.toml)</source>
        <translation>孪生 (*.toml)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as …</source>
        <translation>另存为(&amp;A) …</translation>
    </message>
    <message>
        <source>%1 is no longer in its folder. &quot;Save as&quot; writes it anew.</source>
        <translation>%1 已不在其文件夹中。“另存为”可重新写入。</translation>
    </message>
    <message>
        <source>%1 was changed by another program, and is shown as it is now.</source>
        <translation>%1 已被其他程序更改，现按更改后的内容显示。</translation>
    </message>
    <message>
        <source>Change of the file</source>
        <translation>文件的更改</translation>
    </message>
    <message>
        <source>What is open cannot be edited.</source>
        <translation>当前打开的内容不能编辑。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Save twin as</source>
        <translation>孪生另存为</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>Save?</source>
        <translation>是否保存？</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 有未保存的修改。</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
</context>
<context>
    <name>gemba::ui::ViewportHost</name>
    <message>
        <source>3-D view</source>
        <translation>三维视图</translation>
    </message>
    <message>
        <source>Starting the renderer …</source>
        <translation>正在启动渲染器 …</translation>
    </message>
    <message>
        <source>The graphics device was lost. Starting it again …</source>
        <translation>图形设备已丢失。正在重新启动 …</translation>
    </message>
    <message>
        <source>The window system cannot show Vulkan pictures: it has no surfaces for them.</source>
        <translation>窗口系统无法显示 Vulkan 画面：它不提供所需的表面。</translation>
    </message>
    <message>
        <source>Preparing the picture …</source>
        <translation>正在准备画面 …</translation>
    </message>
    <message>
        <source>There is no picture.

%1

Everything else works: signals, residuals, plots.</source>
        <translation>没有画面。

%1

其他功能均可使用：信号、残差、曲线图。</translation>
    </message>
</context>
<context>
    <name>gemba::ui::WelcomePage</name>
    <message>
        <source>Watch the packing cell</source>
        <translation>观看包装单元</translation>
    </message>
    <message>
        <source>See a line as it is, as it should be, and where the two part.</source>
        <translation>查看产线的实际状态、应有状态，以及两者的偏差。</translation>
    </message>
    <message>
        <source>Open the bundled twin and the virtual plant behind it</source>
        <translation>打开附带的孪生及其背后的虚拟现场</translation>
    </message>
    <message>
        <source>Open a twin or a model …</source>
        <translation>打开孪生或模型 …</translation>
    </message>
    <message>
        <source>Begin a new twin …</source>
        <translation>新建孪生 …</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Or drop a file anywhere in this window.</source>
        <translation>也可将文件拖放到此窗口的任意位置。</translation>
    </message>
</context>
<context>
    <name>gemba::ui::WireModel</name>
    <message>
        <source>repeated</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>收到的信号</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>距今</translation>
    </message>
    <message>
        <source>Bound to</source>
        <translation>绑定到</translation>
    </message>
</context>
<context>
    <name>gemba::ui::WirePanel</name>
    <message>
        <source>Add source</source>
        <translation>添加数据源</translation>
    </message>
    <message>
        <source>Endpoint of a source</source>
        <translation>数据源的端点</translation>
    </message>
    <message>
        <source>Where a plant publishes: tcp://HOST:PORT (ZeroMQ), mqtt://HOST:PORT or mqtts://HOST:PORT</source>
        <translation>现场的发布地址：tcp://HOST:PORT (ZeroMQ)、mqtt://HOST:PORT 或 mqtts://HOST:PORT</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
    <message>
        <source>Filter of the wire</source>
        <translation>筛选收到的信号</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>收到的信号</translation>
    </message>
    <message>
        <source>What is open cannot be wired.</source>
        <translation>当前打开的内容不能接线。</translation>
    </message>
    <message>
        <source>No source yet.
Say above where the plant publishes, and all that it says stands here.</source>
        <translation>尚无数据源。
请在上方填写现场的发布地址，其发送的所有内容都会显示在这里。</translation>
    </message>
    <message>
        <source>Nothing has come yet.
Is the plant running, and does it publish at this endpoint?</source>
        <translation>尚未收到任何内容。
现场是否在运行，是否在此端点发布？</translation>
    </message>
    <message>
        <source>Add source %1</source>
        <translation>添加数据源 %1</translation>
    </message>
</context>
<context>
    <name>gemba::ui::WithholdActions</name>
    <message>
        <source>&amp;Hide</source>
        <translation>隐藏(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Isolate</source>
        <translation>单独显示(&amp;I)</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>全部显示(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>锁定(&amp;L)</translation>
    </message>
    <message>
        <source>The selection is not drawn until it is shown</source>
        <translation>选中的对象不再绘制，直到重新显示</translation>
    </message>
    <message>
        <source>Only the selection is drawn; once more: as before</source>
        <translation>只绘制选中的对象；再按一次恢复原样</translation>
    </message>
    <message>
        <source>All that was hidden is drawn</source>
        <translation>绘制所有被隐藏的对象</translation>
    </message>
    <message>
        <source>The selection is seen, but cannot be picked in the picture, moved or removed</source>
        <translation>选中的对象可见，但不能在画面中点选、移动或删除</translation>
    </message>
    <message>
        <source>Select equipment or a model first.</source>
        <translation>请先选中设备或模型。</translation>
    </message>
</context>
<context>
    <name>gemba::ui::format</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最快</translation>
    </message>
    <message>
        <source>: %1</source>
        <translation>：%1</translation>
    </message>
    <message>
        <source>: found %1</source>
        <translation>：实际为 %1</translation>
    </message>
    <message>
        <source>: expected %1</source>
        <translation>：应为 %1</translation>
    </message>
    <message>
        <source>, expected %1</source>
        <translation>，应为 %1</translation>
    </message>
    <message>
        <source>cannot %1</source>
        <translation>无法%1</translation>
    </message>
</context>
<context>
    <name>kind</name>
    <message>
        <source>body</source>
        <translation>物体</translation>
    </message>
    <message>
        <source>conveyor</source>
        <translation>输送机</translation>
    </message>
    <message>
        <source>photo eye</source>
        <translation>光电传感器</translation>
    </message>
    <message>
        <source>feeder</source>
        <translation>上料器</translation>
    </message>
    <message>
        <source>sink</source>
        <translation>出料口</translation>
    </message>
    <message>
        <source>stopper</source>
        <translation>阻挡器</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>称重台</translation>
    </message>
    <message>
        <source>pusher</source>
        <translation>推料器</translation>
    </message>
    <message>
        <source>station</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>agv</source>
        <translation>AGV</translation>
    </message>
    <message>
        <source>robot</source>
        <translation>机器人</translation>
    </message>
    <message>
        <source>indicator</source>
        <translation>信号灯</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
</context>
</TS>
