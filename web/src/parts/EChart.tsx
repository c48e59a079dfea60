import { LineChart, BarChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, AriaComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { EChartsCoreOption } from 'echarts/core';

echarts.use([LineChart, BarChart, GridComponent, TooltipComponent, MarkAreaComponent, MarkLineComponent, AriaComponent, SVGRenderer]);

export interface EChartProps { option: EChartsCoreOption; height: number; label: string; onPick?: (index: number) => void }

/** ECharts, only the parts in use; loaded on first need (see Chart.tsx). */
export default function EChart({ option, height, label, onPick }: EChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    const instance = echarts.init(host.current!, null, { renderer: 'svg' });
    chart.current = instance;
    const resize = new ResizeObserver(() => instance.resize());
    resize.observe(host.current!);
    instance.getZr().on('click', (event) => {
      const point = instance.convertFromPixel('grid', [event.offsetX, event.offsetY]);
      if (point && instance.containPixel('grid', [event.offsetX, event.offsetY])) pick.current?.(Math.round(point[0] as number));
    });
    return () => {
      resize.disconnect();
      instance.dispose();
    };
  }, []);
  useEffect(() => {
    const animation = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    chart.current?.setOption({ animation, animationDuration: 180, animationDurationUpdate: 160, ...option }, { notMerge: true });
  }, [option]);

  return <div ref={host} style={{ height, width: '100%' }} role="img" aria-label={label} />;
}
