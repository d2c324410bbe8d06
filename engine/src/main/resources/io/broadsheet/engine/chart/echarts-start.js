(function () {
  if (!window.echarts) return;
  var root = getComputedStyle(document.documentElement);
  function colour(name) { return root.getPropertyValue('--' + name).trim(); }
  function axis() {
    return {
      axisLine: { lineStyle: { color: colour('line') } },
      axisTick: { show: false },
      axisLabel: { color: colour('muted') },
      splitLine: { lineStyle: { color: colour('line') } }
    };
  }
  var words = { color: colour('text'), fontFamily: getComputedStyle(document.body).fontFamily };
  var theme = {
    color: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'].map(colour),
    textStyle: words,
    title: { textStyle: words },
    legend: { textStyle: words },
    label: words,
    categoryAxis: axis(), valueAxis: axis(), timeAxis: axis(), logAxis: axis()
  };
  var still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  document.querySelectorAll('.chart-echarts').forEach(function (figure) {
    var view = figure.querySelector('.chart-view');
    var data = figure.querySelector('details');
    var option = figure.querySelector('script');
    if (!view || !data || !option) return;
    try {
      option = JSON.parse(option.textContent);
      option.aria = option.aria || { enabled: true };
      if (still) option.animation = false;
      view.hidden = false;
      view.style.height = view.dataset.height + 'px';
      var chart = echarts.init(view, theme, { renderer: 'svg' });
      chart.setOption(option);
      data.open = false;
      addEventListener('resize', function () { chart.resize(); });
      addEventListener('beforeprint', function () { chart.resize(); });
    } catch (e) {
      view.hidden = true;
      data.open = true;
    }
  });
})();
