"""``python -m huiyin.law.text FILE [--text]``: a law as JSON, or as the text it was read from."""

import argparse
import json
import sys
from pathlib import Path

from huiyin.law.text.reading import read


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(prog="python -m huiyin.law.text", description=__doc__)
    parser.add_argument("file", help="a UTF-8 text, plain or Markdown; - for standard input")
    parser.add_argument("--text", action="store_true", help="write the text again from the tree")
    options = parser.parse_args(argv)
    data = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    try:
        document = read(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        parser.error(f"{options.file} is not UTF-8: {error}")
    out = document.write() if options.text else json.dumps(document.as_dict(), ensure_ascii=False)
    sys.stdout.buffer.write(out.encode("utf-8"))
    if not options.text:
        sys.stdout.buffer.write(b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
