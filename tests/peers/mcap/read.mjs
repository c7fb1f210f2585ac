// Reads MCAP files with @mcap/core, by index and by stream, and prints a line of JSON for each:
//   node read.mjs FILE...
import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { createRequire } from "node:module";

// Beside the installed packages, wherever this script lies.
const require = createRequire(`${process.cwd()}/`);
const { McapIndexedReader, McapStreamReader } = require("@mcap/core");
const fzstd = require("fzstd");
const lz4Module = require("@foxglove/wasm-lz4");
const lz4 = lz4Module.default ?? lz4Module;
await lz4.isLoaded;
const decompressHandlers = {
  zstd: (data, size) => fzstd.decompress(data, new Uint8Array(Number(size))),
  lz4: (data, size) => lz4(data, Number(size)),
};

/** What is told of a file's messages; their order among equal times does not matter. */
class Sum {
  topics = {};
  lines = [];
  sorted = true;
  last = 0n;

  add(topic, message) {
    this.topics[topic] = (this.topics[topic] ?? 0) + 1;
    const data = createHash("sha1").update(message.data).digest("hex");
    this.lines.push(
      `${topic}|${message.sequence}|${message.logTime}|${message.publishTime}|${data}\n`,
    );
    this.sorted = this.sorted && message.logTime >= this.last;
    this.last = message.logTime;
  }

  told() {
    const digest = createHash("sha256");
    for (const line of this.lines.sort()) digest.update(line);
    const { topics, sorted } = this;
    return { messages: this.lines.length, topics, sorted, digest: digest.digest("hex") };
  }
}

async function byIndex(path) {
  const file = await open(path);
  try {
    const readable = {
      size: async () => BigInt((await file.stat()).size),
      read: async (offset, size) => {
        const buffer = new Uint8Array(Number(size));
        await file.read(buffer, 0, buffer.length, Number(offset));
        return buffer;
      },
    };
    const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers });
    const sum = new Sum();
    for await (const message of reader.readMessages()) {
      sum.add(reader.channelsById.get(message.channelId).topic, message);
    }
    const attachments = [];
    for await (const attachment of reader.readAttachments()) attachments.push(attachment.name);
    const metadata = [];
    for await (const record of reader.readMetadata()) metadata.push(record.name);
    const { statistics } = reader;
    return {
      ...sum.told(),
      attachments,
      metadata,
      chunks: reader.chunkIndexes.length,
      start_ns: `${statistics?.messageStartTime}`,
      end_ns: `${statistics?.messageEndTime}`,
      counted: `${statistics?.messageCount}`,
    };
  } finally {
    await file.close();
  }
}

async function byStream(path) {
  const reader = new McapStreamReader({ validateCrcs: true, decompressHandlers });
  reader.append(await readFile(path));
  const topics = new Map();
  const sum = new Sum();
  for (let record; (record = reader.nextRecord()); ) {
    if (record.type === "Channel") topics.set(record.id, record.topic);
    if (record.type === "Message") sum.add(topics.get(record.channelId), record);
  }
  return { ...sum.told(), done: reader.done() };
}

async function attempt(read, path) {
  try {
    return await read(path);
  } catch (error) {
    return { error: `${error}` };
  }
}

for (const path of process.argv.slice(2)) {
  const told = { index: await attempt(byIndex, path), stream: await attempt(byStream, path) };
  console.log(JSON.stringify(told));
}
