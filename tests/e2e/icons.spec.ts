/** The risk: a browser or a device asks for an icon of its own accord, finds none, and says so in the console. */
import { expect, test } from "./fixtures";

const ICONS = {
  "/favicon.ico": "image/x-icon",
  "/icon.svg": "image/svg+xml",
  "/apple-icon.png": "image/png",
  "/icon-192.png": "image/png",
  "/icon-512.png": "image/png",
  "/manifest.webmanifest": "application/manifest+json",
};

for (const [address, type] of Object.entries(ICONS)) {
  test(`${address} is there`, async ({ request }) => {
    const response = await request.get(address);
    expect(response.status()).toBe(200);
    expect(response.headers()["content-type"]).toBe(type);
  });
}

test("a page names them, and its policy lets them through", async ({ page, request }) => {
  await page.goto("/");
  const named = page.locator("link[rel='icon'], link[rel='apple-touch-icon'], link[rel='manifest']");
  const addresses = await named.evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  expect(addresses).toHaveLength(4);
  for (const address of addresses) expect((await request.get(address)).status()).toBe(200);
  const loaded = await page.evaluate(async () => {
    const image = new Image();
    image.src = "/favicon.ico";
    await image.decode();
    return image.naturalWidth;
  });
  expect(loaded).toBeGreaterThan(0);
});
