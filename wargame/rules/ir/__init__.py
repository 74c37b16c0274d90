"""What a deck means: names, expressions, statements, the nouns made of them, the whole program.

Nouns stand in a module per section, as in `content/model`. Everything is a frozen value. `reading`
makes it from deck text, `emit` turns it into Python, `asking` into words and answers. An expression
knows the interval its value lies in; `lo` and `hi` are both possible bounds, never beyond ±2**62. A
`match` over statements, expressions or conditions ends in `assert_never`: who adds a kind is shown
every place that has to know it.
"""

from wargame.rules.ir.claims import ClaimIR as ClaimIR
from wargame.rules.ir.claims import GaugeIR as GaugeIR
from wargame.rules.ir.contest import NEVER as NEVER
from wargame.rules.ir.contest import SHOWN as SHOWN
from wargame.rules.ir.contest import ContestIR as ContestIR
from wargame.rules.ir.contest import DocketIR as DocketIR
from wargame.rules.ir.contest import FrontIR as FrontIR
from wargame.rules.ir.contest import LossIR as LossIR
from wargame.rules.ir.course import AgendaIR as AgendaIR
from wargame.rules.ir.course import EndingIR as EndingIR
from wargame.rules.ir.course import EraIR as EraIR
from wargame.rules.ir.course import InjectIR as InjectIR
from wargame.rules.ir.course import ReviewIR as ReviewIR
from wargame.rules.ir.deals import DealsIR as DealsIR
from wargame.rules.ir.deals import FailIR as FailIR
from wargame.rules.ir.deals import ItemIR as ItemIR
from wargame.rules.ir.deals import PackageIR as PackageIR
from wargame.rules.ir.deals import PerformIR as PerformIR
from wargame.rules.ir.expr import Compare as Compare
from wargame.rules.ir.expr import Cond as Cond
from wargame.rules.ir.expr import Const as Const
from wargame.rules.ir.expr import Expr as Expr
from wargame.rules.ir.expr import IfElse as IfElse
from wargame.rules.ir.expr import Logic as Logic
from wargame.rules.ir.expr import Not as Not
from wargame.rules.ir.expr import Op as Op
from wargame.rules.ir.expr import Pick as Pick
from wargame.rules.ir.expr import Read as Read
from wargame.rules.ir.expr import Scaled as Scaled
from wargame.rules.ir.moves import Ability as Ability
from wargame.rules.ir.moves import ActionIR as ActionIR
from wargame.rules.ir.moves import AnswerIR as AnswerIR
from wargame.rules.ir.moves import BuryIR as BuryIR
from wargame.rules.ir.moves import CardIR as CardIR
from wargame.rules.ir.moves import ChangeIR as ChangeIR
from wargame.rules.ir.moves import Clause as Clause
from wargame.rules.ir.moves import MeasureIR as MeasureIR
from wargame.rules.ir.moves import Owned as Owned
from wargame.rules.ir.moves import PassIR as PassIR
from wargame.rules.ir.moves import Price as Price
from wargame.rules.ir.moves import ProjectIR as ProjectIR
from wargame.rules.ir.moves import ResponseIR as ResponseIR
from wargame.rules.ir.moves import StageIR as StageIR
from wargame.rules.ir.moves import WindowIR as WindowIR
from wargame.rules.ir.names import LIMIT as LIMIT
from wargame.rules.ir.names import Form as Form
from wargame.rules.ir.names import Guess as Guess
from wargame.rules.ir.names import Name as Name
from wargame.rules.ir.program import Derived as Derived
from wargame.rules.ir.program import Program as Program
from wargame.rules.ir.program import SeatIR as SeatIR
from wargame.rules.ir.stmt import Answer as Answer
from wargame.rules.ir.stmt import Ask as Ask
from wargame.rules.ir.stmt import Assign as Assign
from wargame.rules.ir.stmt import Block as Block
from wargame.rules.ir.stmt import Branch as Branch
from wargame.rules.ir.stmt import Call as Call
from wargame.rules.ir.stmt import Finish as Finish
from wargame.rules.ir.stmt import Group as Group
from wargame.rules.ir.stmt import Later as Later
from wargame.rules.ir.stmt import Luck as Luck
from wargame.rules.ir.stmt import MoveProject as MoveProject
from wargame.rules.ir.stmt import Noun as Noun
from wargame.rules.ir.stmt import Outcome as Outcome
from wargame.rules.ir.stmt import Reveal as Reveal
from wargame.rules.ir.stmt import Rolled as Rolled
from wargame.rules.ir.stmt import Site as Site
from wargame.rules.ir.stmt import Sort as Sort
from wargame.rules.ir.stmt import Stmt as Stmt
from wargame.rules.ir.stmt import Targets as Targets
from wargame.rules.ir.stmt import parts as parts
from wargame.rules.ir.stmt import stops as stops
from wargame.rules.ir.stmt import walk as walk
