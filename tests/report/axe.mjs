// Opens each page of a folder in Chromium without a network, light, dark and as it is printed, and
// prints what axe holds against it and what the page asked for: node axe.mjs CHROMIUM PAGE...
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.cwd()}/`);
const { chromium } = require("playwright-core");
const axe = require("axe-core");

const LOOKS = [
  { colorScheme: "light", media: "screen" },
  { colorScheme: "dark", media: "screen" },
  { colorScheme: "light", media: "print" },
];
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
QUIET.push("--disable-background-networking", "--disable-component-update", "--disable-sync");

const [program, ...pages] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: program, args: QUIET });
const found = [];
for (const path of pages) {
  for (const look of LOOKS) {
    const context = await browser.newContext({ bypassCSP: true, offline: true });
    const page = await context.newPage();
    const asked = [];
    const said = [];
    page.on("request", (one) => asked.push(one.url()));
    page.on("dialog", (one) => said.push(one.message()) && one.dismiss());
    page.on("pageerror", (one) => said.push(String(one)));
    await page.emulateMedia(look);
    await page.goto(pathToFileURL(path).href);
    const shot = `${path}.${look.media}.${look.colorScheme}.png`;
    await page.screenshot({ path: shot, fullPage: true });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    const grave = violations
      .filter((one) => ["serious", "critical"].includes(one.impact))
      .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
    found.push({ path, ...look, asked: asked.slice(1), said, grave });
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify(found));
