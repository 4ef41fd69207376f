export declare function bundleHtmlReport(): Promise<string>;
