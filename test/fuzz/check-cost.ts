const BASE_SECONDS = 15;
const SECONDS_PER_MEGABYTE = 30;
const BYTES_PER_MEGABYTE = 1e6;
const MOST_MEGABYTES = 2000;

/**
 * Runs work on an input and throws where it took too long for so many bytes, or where this process ever held more than 2 GB. Time is that of
 * the processor, so that a busy machine does not count.
 */
export async function checkCost<Result>(bytes: number, work: () => Promise<Result>): Promise<Result> {
  const start = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  const most = BASE_SECONDS + (SECONDS_PER_MEGABYTE * bytes) / BYTES_PER_MEGABYTE;
  if (seconds > most) throw new Error(`${seconds.toFixed(1)} s for ${bytes} bytes, at most ${most.toFixed(1)} s`);
  const megabytes = (process.resourceUsage().maxRSS * 1024) / BYTES_PER_MEGABYTE;
  if (megabytes > MOST_MEGABYTES) throw new Error(`${megabytes.toFixed(0)} MB in memory, at most ${MOST_MEGABYTES}`);
  return result;
}
