"""Cells that draw: one figure each, by as many of matplotlib's ways as notebooks use."""

from __future__ import annotations

START = """%matplotlib inline
import datetime as dt, logging, warnings
import matplotlib as mpl, matplotlib.pyplot as plt, numpy as np
from matplotlib import patheffects, ticker
r = np.random.default_rng(3); x = np.linspace(0.1, 6, 40); y = r.normal(size=40)"""

# All of their parts are settled by one drawing.
PLAIN = {
    "lines": "plt.plot(x, y, 'o--', x, -y); plt.legend(['é', '$b_1$']); plt.title('a'); plt.grid()",
    "scatter": "plt.scatter(x, y, c=y, s=40, cmap='viridis'); plt.xlabel('x')",
    "bars": "b = plt.bar(['a', 'b'], [3, 4], hatch='/', yerr=[1, 2]); plt.bar_label(b)",
    "lying bars": "plt.barh(range(3), [3, 1, 2]); plt.yticks(range(3), ['ä' * 30, 'b', 'c'])",
    "histogram": "plt.hist(y, bins=9, histtype='step'); plt.axvline(0, ls=':'); plt.axhspan(1, 2)",
    "areas": "plt.fill_between(x, y, 0, alpha=0.4); plt.stackplot(x, x, x * 2)",
    "bitmap": "plt.imshow(r.random((5, 7))); plt.text(3, 2, 'here', rotation=30, bbox={})",
    "mesh": "plt.pcolormesh(r.random((4, 6)), norm=mpl.colors.LogNorm())",
    "contours": "plt.contourf(r.random((8, 8))); plt.clabel(plt.contour(r.random((8, 8))))",
    "pie": "plt.pie([1, 2, 3], labels=list('abc'), autopct='%d %%', explode=[0, 0.1, 0])",
    "errors": "plt.errorbar(x, y, 0.3, 0.1, capsize=3); plt.stem(x, y); plt.step(x, y)",
    "boxes": "plt.boxplot([y, y * 2]); plt.violinplot([y]); plt.eventplot(y)",
    "logarithms": "plt.loglog(x, x ** 9, label='best'); plt.legend(loc='best')",
    "dates": "plt.plot([dt.date(2026, 3, 9), dt.date(2026, 5, 1)], [1, 2]); plt.xticks(rotation=9)",
    "arrows": "plt.annotate('é', (2, 8), (4, 3), arrowprops={}); plt.axis((0, 9, 0, 9))",
    "grid": "f, a = plt.subplots(2, 3, sharex=True); a[1, 2].plot(x, y); f.suptitle('s')",
    "twins": "plt.plot(x, y); plt.twinx().semilogy(x, x); plt.gca().set_ylabel('other')",
    "effects": "plt.text(0.5, 0.5, 'a', path_effects=[patheffects.withStroke(linewidth=3)])",
    "hexagons": "plt.hexbin(y, x, gridsize=9); plt.margins(0.2); plt.gca().set_aspect('equal')",
    "tightened": "plt.plot(x * 1e7); plt.ylabel('long\\nlabel'); plt.tight_layout()",
    "equal": "plt.plot([0, 9], [0, 1]); plt.axis('equal'); plt.locator_params(nbins=4)",
    "polished": "plt.plot(x); plt.tick_params(rotation=40); plt.gca().spines[:].set_lw(2)",
    "two": "plt.figure(figsize=(2, 2)); plt.plot(y); plt.figure(figsize=(3, 1)); plt.plot(x)",
    "seen through": "plt.figure(facecolor='none'); plt.plot(x); plt.gca().set_facecolor('none')",
    "beside": "plt.plot(x, label='a'); plt.gcf().legend(loc='outside upper right', ncols=2)",
    "no glyph": "plt.plot(x); plt.title('\\N{CJK UNIFIED IDEOGRAPH-65E5}')",
    "no formula": "plt.plot(x); plt.title('$\\\\broken{$')",
    "two of which one fails": "plt.figure(); plt.title('$\\\\broken{$'); plt.figure(); plt.plot(x)",
    "warned before": "warnings.warn('before'); print('text'); plt.plot(x); plt.title('\\u65e5')",
}
# Something of theirs is not matplotlib's, or lasts from one drawing to the next.
OTHERS = {
    "no font": "plt.plot(x); plt.title('t', family='Nowhere Sans')",
    "no such fonts": "plt.rcParams['font.serif'] = ['No']; plt.title('t', family='serif')",
    "constrained": "f, a = plt.subplots(layout='constrained'); a.plot(x); a.set_ylabel('y\\ny')",
    "tight": "f, a = plt.subplots(layout='tight'); a.plot(x * 1e7); a.set_ylabel('y\\ny')",
    "polar": "plt.subplot(projection='polar').plot(x, x)",
    "deep": "plt.subplot(projection='3d').plot(x, x, x)",
    "quivers": "q = plt.quiver(x, y, x, y); plt.quiverkey(q, 0.5, 0.9, 2, 'key')",
    "table": "plt.table([['a', 'b' * 40]], loc='center'); plt.axis('off')",
    "coloured": "plt.imshow(r.random((5, 7))); plt.colorbar(label='c')",
    "inset": "plt.plot(x); plt.gca().inset_axes([0.5, 0.5, 0.4, 0.4]).plot(y)",
    "by hand": "with plt.xkcd():\n    plt.plot(x)",
    "own words": """plt.plot(x)
plt.gca().xaxis.set_major_formatter(lambda v, p: print(v) or f'{v:.0f}')""",
    "own places": """class Loud(ticker.MaxNLocator):
    def __call__(self): print('ticks'); return super().__call__()
plt.plot(x); plt.gca().xaxis.set_major_locator(Loud(4))""",
    "own part": """class Loud(plt.Line2D):
    def draw(self, r): print('line'); super().draw(r)
plt.gca().add_line(Loud([0, 1], [0, 1]));""",
    "own way": """line, = plt.plot(x); usual = line.draw
line.draw = lambda r: (print('drawn'), usual(r))""",
    "another way": """usual = plt.Line2D.draw
plt.Line2D.draw = lambda line, r: (print('drawn'), usual(line, r))
plt.plot(x)""",
    "as before": "plt.Line2D.draw = usual; plt.plot(x)",
    "heard": """plt.plot(x)
n = plt.gcf().canvas.mpl_connect('draw_event', lambda e: print('drawn'))""",
    "limits heard": """n = plt.gca().callbacks.connect('xlim_changed', lambda a: print('limits'))
plt.plot(x)""",
    "filtered": """line, = plt.plot(x)
line.set_agg_filter(lambda image, dpi: (print(dpi) or image, 0, 0))""",
    "own scale": """plt.plot(x, x)
plt.gca().set_xscale('function', functions=(lambda v: print('there') or v, lambda v: v))""",
    "own colours": """same = lambda v: v
plt.scatter(x, y, c=x, norm=mpl.colors.FuncNorm((same, same), 0, 9))""",
}
AFTERWARDS = (
    "f, a = plt.subplots(); a.plot(x); a.set_title('first')",
    "[t.get_text() for t in a.get_xticklabels()], a.get_position().bounds, f.stale, a.stale",
    "plt.get_fignums(), f.canvas.get_width_height(), a.title.get_position(), a.get_xlim()",
    "get_ipython().events.register('post_execute', lambda: print('mine')); plt.plot(x)",
    "plt.plot(x); plt.ioff()",
    "plt.ion(); plt.plot(y); print('said', end='')",
    "for n in range(3): plt.figure(num=f'n{n}', figsize=(1, 1)); plt.plot(x)",
)
