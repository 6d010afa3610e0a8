// Loaded into a process before anything else: its clock is CLOCK_OFFSET_S seconds off. Timers are not touched,
// as they are not by a machine whose clock is wrong.
const offset = Number(process.env.CLOCK_OFFSET_S ?? 0) * 1000;
const RealDate = Date;
const now = () => RealDate.now() + offset;

globalThis.Date = new Proxy(RealDate, {
  construct: (_, args, target) => Reflect.construct(RealDate, args.length === 0 ? [now()] : args, target === globalThis.Date ? RealDate : target),
  apply: () => new RealDate(now()).toString(),
  get: (real, name) => (name === "now" ? now : Reflect.get(real, name)),
});
