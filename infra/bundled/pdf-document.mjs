/**
 * Stands in a bundle for `pdfkit`, whose build for Node looks for the measures of its fonts beside itself while it runs:
 * in a bundle nothing lies there. Its build for browsers is told of them. By path, because the package offers Node no other.
 */
import PDFDocument, { registerStdFonts } from '../../node_modules/pdfkit/js/pdfkit.browser.mjs';
import Helvetica from '../../node_modules/pdfkit/js/standard-fonts/Helvetica.mjs';
import HelveticaBold from '../../node_modules/pdfkit/js/standard-fonts/HelveticaBold.mjs';

registerStdFonts(Helvetica, HelveticaBold);

export default PDFDocument;
