"""Everything is looked at, and told line by line."""

from collections.abc import AsyncIterator, Iterator

from bot.app import Homeroom, assembled
from bot.cli.doctor import machine, records
from bot.cli.doctor.platforms import examined
from bot.cli.doctor.schedules import MOST, all_schedules, details, summary, with_obstacles
from bot.core.findings import Finding, Level
from bot.settings import Settings


async def visit(settings: Settings, *, everything: bool, offline: bool) -> int:
    """Print how all is doing; return 1 if somebody has to do something."""
    async with assembled(settings) as homeroom:
        seen = await all_schedules(homeroom)
        asked = seen if everything else seen[:MOST]
        platforms = {} if offline else await examined(homeroom, [one.health for one in asked])
        skews = {name: one.skew for name, one in platforms.items() if one.skew is not None}
        wrong = False
        findings = [one async for one in _here(homeroom)]
        now = homeroom.clock.now()
        findings = [machine.clock(now, skews), *findings]
        for examination in platforms.values():
            findings += examination.findings
            seen = with_obstacles(seen, examination.obstacles)
        for finding in findings:
            wrong = wrong or finding.level is Level.WRONG
            for line in said(finding):
                print(line)
        sick = any(one.sick for one in seen)
        level = Level.WRONG if sick else Level.WELL
        for line in said(Finding("Schedules", summary(seen), level)):
            print(line)
        if len(asked) < len(seen) and platforms:
            print(f"      Channels of the first {MOST} were looked at; --all looks at every one.")
        for line in details(seen, everything=everything):
            print(line)
    print("Somebody has to do something." if wrong or sick else "All is well.")
    return 1 if wrong or sick else 0


async def _here(homeroom: Homeroom) -> AsyncIterator[Finding]:
    """Yield what there is to say without asking anybody."""
    settings, now = homeroom.settings, homeroom.clock.now()
    yield machine.zones(now)
    yield machine.disk(settings.data_dir)
    census = await homeroom.telemetry.counts.census(now)
    yield await records.database(homeroom, census)
    yield records.backups(census, now)
    yield records.page(settings.host, guarded=bool(settings.page_token) or settings.page_open)
    for one in records.lessons(len(homeroom.library.lessons()), homeroom.lessons.reading.faults):
        yield one
    yield records.deliveries(census)


def said(finding: Finding) -> Iterator[str]:
    """Yield the lines about a finding: what it is, and what to do."""
    about = f"{finding.about}: " if finding.about else "  "
    yield f"{finding.level.value:<4}  {about}{finding.said}"
    if finding.mend:
        yield f"      {finding.mend}"
