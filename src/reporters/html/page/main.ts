// The page's script. It runs at the end of the page, whose first slice of every list is there already.

import { listenForCopying } from "./copying.ts";
import { listenForKeys } from "./keys.ts";
import { lists } from "./lists.ts";
import { listenForPrinting } from "./printing.ts";
import { readData } from "./state.ts";
import { listenForTheme } from "./theme.ts";

document.documentElement.classList.add("live");
const page = lists(readData);
page.listen();
listenForKeys();
listenForTheme();
listenForCopying();
listenForPrinting(page);
