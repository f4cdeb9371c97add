"""Take the pictures of the gallery that other programs make: a page, and slides of a deck.

Run ``python docs/make_screenshots.py`` after a change to the drawing and look at what it wrote.
It needs Chromium (with the package playwright), LibreOffice and pdftoppm. No test compares
these pictures, since another version of a program draws other pixels.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import ketamech as km

FOLDER = Path(__file__).parent / "figures"
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def page(folder: Path) -> None:
    """The interactive page, light with a node chosen and dark with an edge chosen."""
    file = km.load().story().draw(folder / "story.html")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        shown = browser.new_page(viewport={"width": 1400, "height": 720})
        shown.goto(file.as_uri())
        shown.click('[data-id="ampa_receptor"]')
        shown.screenshot(path=FOLDER / "page_light.png")
        shown.keyboard.press("Escape")
        shown.get_by_role("button", name="Dark").click()
        shown.locator('.hits [data-id^="mtorc1|permits"]').first.dispatch_event("click")
        shown.screenshot(path=FOLDER / "page_dark.png")
        browser.close()


def deck(folder: Path) -> None:
    """A step of a path that builds up, as LibreOffice shows it."""
    story = km.load().story()
    path = story.paths("ketamine", "synaptogenesis")[0]
    file = story.draw(folder / "talk.pptx", build=path)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, file]
    subprocess.run(convert, check=True, capture_output=True)
    pages = ["pdftoppm", "-r", "100", "-png", "-f", "7", "-l", "7", "-singlefile"]
    subprocess.run([*pages, folder / "talk.pdf", FOLDER / "slide_step"], check=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        page(Path(scratch))
        deck(Path(scratch))
    for name in ("page_light", "page_dark", "slide_step"):
        print(FOLDER / f"{name}.png")
