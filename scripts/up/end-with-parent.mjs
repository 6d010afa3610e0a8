// Loaded into every process that `up` starts. Its end of this pipe closes when it dies, however it dies:
// nothing that it started stays behind and holds a port.
process.stdin.on("end", leave).on("error", leave).resume();
process.stdin.unref?.();

function leave() {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 10_000).unref();
}
