// Return what cannot be read in the notebook in front: text that stands out less than
// 4.5 to 1 from what is behind it, and pictures that let the background through.
async () => {
    const parse = text => text.match(/[\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const over = ([r, g, b, a = 1], [r2, g2, b2]) =>
        [r * a + r2 * (1 - a), g * a + g2 * (1 - a), b * a + b2 * (1 - a)];
    const behind = node => {
        const layers = [];
        for (let at = node; at; at = at.parentElement) {
            const color = parse(getComputedStyle(at).backgroundColor);
            layers.push(color);
            if ((color[3] ?? 1) === 1) break;
        }
        const white = [255, 255, 255];
        return layers.reverse().reduce((below, layer) => over(layer, below), white);
    };
    const faults = [];
    const book = jupyterapp.shell.currentWidget.content;
    for (const cell of book.widgets) {
        const parts = cell.node.querySelectorAll(
            '.jp-OutputArea-output, .jp-MarkdownOutput');
        for (const part of parts) {
            const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const node = walk.currentNode.parentElement;
                if (!walk.currentNode.data.trim() || !node.getClientRects().length
                    || node.closest('mjx-container, style, script, svg')) continue;
                const back = behind(node);
                const ink = light(over(parse(getComputedStyle(node).color), back));
                const paper = light(back);
                const [dim, bright] = [ink, paper].sort((a, b) => a - b);
                const contrast = (bright + 0.05) / (dim + 0.05);
                const words = walk.currentNode.data.trim().slice(0, 40);
                if (contrast < 4.5) faults.push(
                    `${cell.model.id}: contrast ${contrast.toFixed(1)} of "${words}"`);
            }
            for (const image of part.querySelectorAll('img')) {
                await image.decode();
                const { naturalWidth, naturalHeight } = image;
                const canvas = new OffscreenCanvas(naturalWidth, naturalHeight);
                const draw = canvas.getContext('2d');
                draw.drawImage(image, 0, 0);
                const { data } = draw.getImageData(0, 0, naturalWidth, naturalHeight);
                let least = 255;
                for (let i = 3; i < data.length; i += 4)
                    least = Math.min(least, data[i]);
                if (least < 255)
                    faults.push(`${cell.model.id}: a picture is transparent`);
            }
        }
    }
    return faults;
}
